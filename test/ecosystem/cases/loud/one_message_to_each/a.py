import httpx


async def send_text(client: httpx.AsyncClient, recipient: str, text: str):
    await client.post("https://chat.example.org/send", json={"to": recipient, "text": text})


async def tell(client: httpx.AsyncClient, recipients: list[str], message: str):
    for recipient in recipients:
        await send_text(client, recipient=recipient, text=message)
