from openai import OpenAI


def prepare(metrics):
    for metric in metrics:
        client = metric.client
        client = None
        if client is None:
            client = OpenAI()
        metric.ask(client)
