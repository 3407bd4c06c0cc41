LOG_PDB = False
def transition(x):
    try:
        return x.go()
    except Exception:
        if LOG_PDB:
            import pdb
            pdb.set_trace()
        raise
async def handler(x):
    transition(x)
