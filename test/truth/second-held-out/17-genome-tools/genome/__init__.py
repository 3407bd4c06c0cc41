"""Small tools over FASTA files."""
from .align import score as score
from .fasta import Record as Record, read as read
