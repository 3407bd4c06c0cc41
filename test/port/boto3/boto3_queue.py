import json
import os

import boto3
from botocore.exceptions import ClientError


def drain(sqs, url: str) -> list[dict]:
    done = []
    while True:
        answer = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=2, WaitTimeSeconds=0)
        messages = answer.get("Messages", [])
        if not messages:
            return done
        for message in messages:
            done.append(json.loads(message["Body"]))
            sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])


def main() -> None:
    sqs = boto3.client("sqs", endpoint_url=os.environ["TEST_CLOUD"], region_name="eu-west-1", aws_access_key_id="k", aws_secret_access_key="s")
    sqs.create_queue(QueueName="jobs")
    url = sqs.get_queue_url(QueueName="jobs")["QueueUrl"]
    print(url)
    for number in range(3):
        sent = sqs.send_message(QueueUrl=url, MessageBody=json.dumps({"job": number}))
        print(len(sent["MD5OfMessageBody"]))
    print(drain(sqs, url))
    print(drain(sqs, url))
    try:
        sqs.get_queue_url(QueueName="nothing")
    except ClientError:
        print("refused")


if __name__ == "__main__":
    main()
