"""Rate limits, pools and caches for asyncio programs."""
from .cache import AsyncCache, cached
from .limit import Turnstile
from .pool import Pool
from .sync import SyncTurnstile, run_blocking

__all__ = ["AsyncCache", "Pool", "SyncTurnstile", "Turnstile", "cached", "run_blocking"]
