"""Climate control of four greenhouses, on trio; the office part speaks anyio so that it runs under asyncio as well."""
