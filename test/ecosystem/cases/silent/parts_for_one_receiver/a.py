import httpx


async def send_text(client: httpx.AsyncClient, recipient: str, text: str):
    await client.post("https://chat.example.org/send", json={"to": recipient, "text": text})


async def tell(client: httpx.AsyncClient, recipient: str, message: str):
    parts = [message[at : at + 4000] for at in range(0, len(message), 4000)]
    for number, part in enumerate(parts, 1):
        await send_text(client, recipient=recipient, text=f"[{number}] {part}")
