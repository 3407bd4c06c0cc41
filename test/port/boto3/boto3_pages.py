import os

import boto3

s3 = boto3.client("s3", endpoint_url=os.environ["TEST_CLOUD"], region_name="eu-west-1", aws_access_key_id="k", aws_secret_access_key="s")


def names(bucket: str, size: int) -> list[str]:
    found: list[str] = []
    page = s3.list_objects_v2(Bucket=bucket, MaxKeys=size)
    while True:
        found.extend(each["Key"] for each in page.get("Contents", []))
        if not page["IsTruncated"]:
            return found
        page = s3.list_objects_v2(Bucket=bucket, MaxKeys=size, ContinuationToken=page["NextContinuationToken"])


def main() -> None:
    s3.create_bucket(Bucket="pages")
    for number in range(5):
        s3.put_object(Bucket="pages", Key=f"page-{number}", Body="x" * number)
    print(names("pages", 2), names("pages", 100))
    total = 0
    for each in s3.list_objects_v2(Bucket="pages")["Contents"]:
        total += each["Size"]
    print(total, s3.list_objects_v2(Bucket="pages")["KeyCount"])
    for name in names("pages", 3):
        s3.delete_object(Bucket="pages", Key=name)
    print(names("pages", 2))


main()
