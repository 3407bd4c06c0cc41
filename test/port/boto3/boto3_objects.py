import json
import os

import boto3
from botocore.exceptions import ClientError


class Archive:
    def __init__(self, client, bucket: str) -> None:
        self.client = client
        self.bucket = bucket

    def save(self, name: str, values: dict[str, int]) -> None:
        self.client.put_object(Bucket=self.bucket, Key=f"data/{name}.json", Body=json.dumps(values))

    def load(self, name: str) -> dict | None:
        try:
            answer = self.client.get_object(Bucket=self.bucket, Key=f"data/{name}.json")
        except ClientError as error:
            if error.response["Error"]["Code"] == "NoSuchKey":
                return None
            raise
        return json.loads(answer["Body"].read().decode("utf-8"))


def main() -> None:
    client = boto3.client(
        "s3",
        endpoint_url=os.environ["TEST_CLOUD"],
        region_name="eu-west-1",
        aws_access_key_id="key",
        aws_secret_access_key="secret",
    )
    client.create_bucket(Bucket="archive", CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
    archive = Archive(client, "archive")
    archive.save("first", {"a": 1, "b": 2})
    archive.save("second", {"c": 3})
    print(archive.load("first"), archive.load("none"))
    client.put_object(Bucket="archive", Key="notes.txt", Body=b"two\nlines", ContentType="text/plain")
    answer = client.get_object(Bucket="archive", Key="notes.txt")
    print(answer["ContentLength"], answer["ContentType"], answer["Body"].read())
    head = client.head_object(Bucket="archive", Key="notes.txt")
    print(head["ContentLength"])
    for each in client.list_objects_v2(Bucket="archive", Prefix="data/").get("Contents", []):
        print(each["Key"], each["Size"])
    print(client.list_objects_v2(Bucket="archive", Prefix="zzz").get("Contents", []))
    with open("boto3_upload.txt", "w") as file:
        file.write("uploaded")
    client.upload_file("boto3_upload.txt", "archive", "uploads/file.txt")
    client.download_file("archive", "uploads/file.txt", "boto3_download.txt")
    with open("boto3_download.txt") as file:
        print(file.read())
    client.delete_object(Bucket="archive", Key="notes.txt")
    try:
        client.get_object(Bucket="archive", Key="notes.txt")
    except ClientError as error:
        print(error)


if __name__ == "__main__":
    main()
