"""What this machine is: memory, cores, bandwidth, GPU, Jetson module, sensors. Read, and never set."""

from bot.machine.kinds import Gpu, Jetson, Machine
from bot.machine.reading import read_machine
from bot.machine.sensing import Reading, Sensors

__all__ = ["Gpu", "Jetson", "Machine", "Reading", "Sensors", "read_machine"]
