/** Clients of S3 and SQS, as `ir/build/aws-clients` names them, in the form of `stubs.ts`. */
const WHERE =
  "+region_name: str | None = None, +endpoint_url: str | None = None, +aws_access_key_id: str | None = None, +aws_secret_access_key: str | None = None, ~config: Any = None, ~verify: Any = None, ~use_ssl: bool = True";
export const AWS_STUBS = `
class boto3.S3 = S3Store pointer
boto3.client_s3(${WHERE}) -> boto3.S3 = newS3Store
boto3.S3#create_bucket(Bucket: str, ~CreateBucketConfiguration: Any = None, ~ACL: str = "") -> dict[str, Any]
boto3.S3#put_object(Bucket: str, Key: str, Body: Any = "", ContentType: str | None = None) -> dict[str, Any]
boto3.S3#get_object(Bucket: str, Key: str) -> dict[str, Any]
boto3.S3#head_object(Bucket: str, Key: str) -> dict[str, Any]
boto3.S3#list_objects_v2(Bucket: str, Prefix: str = "", MaxKeys: int = 1000, ContinuationToken: str | None = None) -> dict[str, Any] = listObjects
boto3.S3#delete_object(Bucket: str, Key: str) -> dict[str, Any]
boto3.S3#upload_file(Filename: str, Bucket: str, Key: str) -> None
boto3.S3#download_file(Bucket: str, Key: str, Filename: str) -> None
boto3.body(value: Any) -> bytes = awsBody
class boto3.SQS = SQSQueues pointer
boto3.client_sqs(${WHERE}) -> boto3.SQS = newSQSQueues
boto3.SQS#create_queue(QueueName: str) -> dict[str, Any]
boto3.SQS#get_queue_url(QueueName: str) -> dict[str, Any]
boto3.SQS#send_message(QueueUrl: str, MessageBody: str) -> dict[str, Any]
boto3.SQS#receive_message(QueueUrl: str, MaxNumberOfMessages: int = 1, WaitTimeSeconds: int = 0) -> dict[str, Any]
boto3.SQS#delete_message(QueueUrl: str, ReceiptHandle: str) -> None
AWSClientError#response -> dict[str, Any]
`;
