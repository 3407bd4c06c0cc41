from .controller import *
from .valves import Valve as Valve
