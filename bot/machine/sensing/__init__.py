"""What a machine's own sensors say: watts, load of the GPU, temperature."""

from bot.machine.sensing.sensors import Reading, Sensors

__all__ = ["Reading", "Sensors"]
