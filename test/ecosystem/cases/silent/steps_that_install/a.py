import aiohttp


async def install_part(session: aiohttp.ClientSession, name):
    async with session.get(f"https://parts.example.org/{name}", timeout=aiohttp.ClientTimeout(5)) as answer:
        return await answer.read()


async def prepare(session: aiohttp.ClientSession, names):
    for name in names:
        await install_part(session, name)
