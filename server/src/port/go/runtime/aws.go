//go:build modules

package portruntime

import (
	"bytes"
	"context"
	"errors"
	"io"
	"os"

	"github.com/aws/aws-sdk-go-v2/config"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/s3"
	"github.com/aws/aws-sdk-go-v2/service/sqs"
	smithy "github.com/aws/smithy-go"
)

// AWSClientError is what a service answered instead of doing what it was asked.
type AWSClientError struct {
	Exception
	code, message string
}

func (e *AWSClientError) pythonClass() string { return "ClientError" }

// Response is the answer, as far as it tells the error.
func (e *AWSClientError) Response() *OrderedMap[string, any] {
	return awsAnswer("Error", awsAnswer("Code", e.code, "Message", e.message))
}

// awsAnswer is a dict of names and values.
func awsAnswer(entries ...any) *OrderedMap[string, any] {
	answer := NewOrderedMap[string, any]()
	for i := 0; i+1 < len(entries); i += 2 {
		answer.Set(entries[i].(string), entries[i+1])
	}
	return answer
}

// awsResult is what a service answered; its errors are those that Python has.
func awsResult[T any](operation string, value T, err error) T {
	var refused smithy.APIError
	if errors.As(err, &refused) {
		code := refused.ErrorCode()
		message := refused.ErrorMessage()
		if code == "NotFound" {
			// An answer without a body has a status alone.
			code, message = "404", "Not Found"
		}
		text := "An error occurred (" + code + ") when calling the " + operation + " operation: " + message
		panic(&AWSClientError{newException(text), code, message})
	}
	check(err)
	return value
}

// awsSettings are those of the machine, with what the program says.
func awsSettings(region, key, secret *string) []func(*config.LoadOptions) error {
	var options []func(*config.LoadOptions) error
	if region != nil {
		options = append(options, config.WithRegion(*region))
	}
	if key != nil && secret != nil {
		options = append(options, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(*key, *secret, "")))
	}
	return options
}

// S3Store asks S3, or a service that speaks as it does.
type S3Store struct{ client *s3.Client }

func newS3Store(region, endpoint, key, secret *string) *S3Store {
	settings := must(config.LoadDefaultConfig(context.Background(), awsSettings(region, key, secret)...))
	return &S3Store{s3.NewFromConfig(settings, func(options *s3.Options) {
		options.BaseEndpoint = endpoint
		options.UsePathStyle = endpoint != nil
		options.DisableLogOutputChecksumValidationSkipped = true
	})}
}

// awsContent are the bytes of a body: a text, bytes, or what is left of a file.
func awsContent(body any) []byte {
	switch value := body.(type) {
	case []byte:
		return value
	case io.Reader:
		return must(io.ReadAll(value))
	}
	return []byte(str(body))
}

// awsBody are the bytes that an answer brought.
func awsBody(body any) []byte { return to[[]byte](body) }

func (s *S3Store) CreateBucket(bucket string) *OrderedMap[string, any] {
	made, err := s.client.CreateBucket(context.Background(), &s3.CreateBucketInput{Bucket: &bucket})
	awsResult("CreateBucket", made, err)
	return awsAnswer("Location", "/"+bucket)
}

func (s *S3Store) PutObject(bucket, key string, body any, contentType *string) *OrderedMap[string, any] {
	input := &s3.PutObjectInput{Bucket: &bucket, Key: &key, Body: bytes.NewReader(awsContent(body)), ContentType: contentType}
	made, err := s.client.PutObject(context.Background(), input)
	return awsAnswer("ETag", *awsResult("PutObject", made, err).ETag)
}

func (s *S3Store) GetObject(bucket, key string) *OrderedMap[string, any] {
	found, err := s.client.GetObject(context.Background(), &s3.GetObjectInput{Bucket: &bucket, Key: &key})
	content := must(io.ReadAll(awsResult("GetObject", found, err).Body))
	check(found.Body.Close())
	return awsAnswer("ContentLength", len(content), "ContentType", pointedText(found.ContentType), "ETag", pointedText(found.ETag), "Body", content)
}

// pointedText is a text that an answer may lack.
func pointedText(text *string) string {
	if text == nil {
		return ""
	}
	return *text
}

func (s *S3Store) HeadObject(bucket, key string) *OrderedMap[string, any] {
	found, err := s.client.HeadObject(context.Background(), &s3.HeadObjectInput{Bucket: &bucket, Key: &key})
	awsResult("HeadObject", found, err)
	return awsAnswer("ContentLength", int(*found.ContentLength), "ContentType", pointedText(found.ContentType), "ETag", pointedText(found.ETag))
}

// ListObjects are the objects whose names begin with a prefix, at most so many.
func (s *S3Store) ListObjects(bucket, prefix string, count int, token *string) *OrderedMap[string, any] {
	limit := int32(count)
	input := &s3.ListObjectsV2Input{Bucket: &bucket, Prefix: &prefix, MaxKeys: &limit, ContinuationToken: token}
	found, err := s.client.ListObjectsV2(context.Background(), input)
	awsResult("ListObjectsV2", found, err)
	answer := awsAnswer("IsTruncated", found.IsTruncated != nil && *found.IsTruncated, "KeyCount", len(found.Contents))
	var contents []any
	for _, each := range found.Contents {
		contents = append(contents, awsAnswer("Key", *each.Key, "ETag", pointedText(each.ETag), "Size", int(*each.Size)))
	}
	if contents != nil {
		answer.Set("Contents", contents)
	}
	if found.NextContinuationToken != nil {
		answer.Set("NextContinuationToken", *found.NextContinuationToken)
	}
	return answer
}

func (s *S3Store) DeleteObject(bucket, key string) *OrderedMap[string, any] {
	made, err := s.client.DeleteObject(context.Background(), &s3.DeleteObjectInput{Bucket: &bucket, Key: &key})
	awsResult("DeleteObject", made, err)
	return awsAnswer()
}

func (s *S3Store) UploadFile(path, bucket, key string) {
	s.PutObject(bucket, key, must(os.ReadFile(path)), nil)
}

func (s *S3Store) DownloadFile(bucket, key, path string) {
	check(os.WriteFile(path, awsBody(s.GetObject(bucket, key).Get("Body")), 0o644))
}

// SQSQueues asks SQS, or a service that speaks as it does.
type SQSQueues struct{ client *sqs.Client }

func newSQSQueues(region, endpoint, key, secret *string) *SQSQueues {
	settings := must(config.LoadDefaultConfig(context.Background(), awsSettings(region, key, secret)...))
	return &SQSQueues{sqs.NewFromConfig(settings, func(options *sqs.Options) { options.BaseEndpoint = endpoint })}
}

func (q *SQSQueues) CreateQueue(name string) *OrderedMap[string, any] {
	made, err := q.client.CreateQueue(context.Background(), &sqs.CreateQueueInput{QueueName: &name})
	return awsAnswer("QueueUrl", *awsResult("CreateQueue", made, err).QueueUrl)
}

func (q *SQSQueues) GetQueueUrl(name string) *OrderedMap[string, any] {
	found, err := q.client.GetQueueUrl(context.Background(), &sqs.GetQueueUrlInput{QueueName: &name})
	return awsAnswer("QueueUrl", *awsResult("GetQueueUrl", found, err).QueueUrl)
}

func (q *SQSQueues) SendMessage(queue, body string) *OrderedMap[string, any] {
	made, err := q.client.SendMessage(context.Background(), &sqs.SendMessageInput{QueueUrl: &queue, MessageBody: &body})
	awsResult("SendMessage", made, err)
	return awsAnswer("MD5OfMessageBody", pointedText(made.MD5OfMessageBody), "MessageId", pointedText(made.MessageId))
}

// ReceiveMessage takes messages off the queue for a while; none, and no entry for them, when there are none.
func (q *SQSQueues) ReceiveMessage(queue string, count, wait int) *OrderedMap[string, any] {
	input := &sqs.ReceiveMessageInput{QueueUrl: &queue, MaxNumberOfMessages: int32(count), WaitTimeSeconds: int32(wait)}
	found, err := q.client.ReceiveMessage(context.Background(), input)
	answer := awsAnswer()
	var messages []any
	for _, each := range awsResult("ReceiveMessage", found, err).Messages {
		messages = append(messages, awsAnswer("MessageId", *each.MessageId, "ReceiptHandle", *each.ReceiptHandle, "Body", *each.Body))
	}
	if messages != nil {
		answer.Set("Messages", messages)
	}
	return answer
}

func (q *SQSQueues) DeleteMessage(queue, handle string) {
	made, err := q.client.DeleteMessage(context.Background(), &sqs.DeleteMessageInput{QueueUrl: &queue, ReceiptHandle: &handle})
	awsResult("DeleteMessage", made, err)
}
