from openai import OpenAI


def prepare(metrics, client=None):
    for metric in metrics:
        if client is None:
            client = OpenAI()
        metric.client = client
