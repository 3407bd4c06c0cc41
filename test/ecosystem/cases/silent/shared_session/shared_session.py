from sqlalchemy.ext.asyncio import AsyncSession
import sqlalchemy as sa
from contextlib import AsyncExitStack
async def purge(session: AsyncSession, ids):
    for i in ids:
        await session.execute(sa.text("x").bindparams(i=i))
async def locks(items):
    stack = AsyncExitStack()
    for lock in items:
        await stack.enter_async_context(lock)
    return stack
