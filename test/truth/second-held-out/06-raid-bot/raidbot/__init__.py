from .client import RaidBot as RaidBot
