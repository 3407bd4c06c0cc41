class Temperature:
    def __init__(self, celsius: float) -> None:
        self.celsius = celsius

    @property
    def celsius(self) -> float:
        return self._celsius

    @celsius.setter
    def celsius(self, value: float) -> None:
        if value < -273.15:
            raise ValueError(f"below absolute zero: {value}")
        self._celsius = value

    @property
    def fahrenheit(self) -> float:
        return self.celsius * 9 / 5 + 32

    @fahrenheit.setter
    def fahrenheit(self, value: float) -> None:
        self.celsius = (value - 32) * 5 / 9


class Thermostat:
    def __init__(self, target: float) -> None:
        self.target = target
        self.history: list[float] = []

    def step(self, now: Temperature) -> str:
        self.history.append(now.celsius)
        if now.celsius < self.target - 1:
            return "heat"
        if now.celsius > self.target + 1:
            return "cool"
        return "hold"


def main() -> None:
    temp = Temperature(25.0)
    temp.fahrenheit = 212.0
    print(temp.celsius, temp.fahrenheit)
    try:
        temp.celsius = -300.0
    except ValueError as error:
        print(error)
    thermostat = Thermostat(20.0)
    for value in (15.5, 19.5, 22.5):
        temp.celsius = value
        print(value, thermostat.step(temp))
    print(thermostat.history, round(sum(thermostat.history) / len(thermostat.history), 3))


main()
