from dataclasses import dataclass, field


@dataclass
class Employee:
    name: str
    salary: float
    skills: list[str] = field(default_factory=list)

    def raise_salary(self, percent: float) -> None:
        self.salary *= 1 + percent / 100

    def title(self) -> str:
        return "Employee"

    def __str__(self) -> str:
        return f"{self.title()} {self.name} ({self.salary:.2f})"


@dataclass
class Manager(Employee):
    reports: list[Employee] = field(default_factory=list)

    def title(self) -> str:
        return "Manager"

    def add(self, *people: Employee) -> "Manager":
        self.reports.extend(people)
        return self

    def total_cost(self) -> float:
        return self.salary + sum(p.total_cost() if isinstance(p, Manager) else p.salary for p in self.reports)


@dataclass
class Director(Manager):
    region: str = "all"

    def title(self) -> str:
        return f"Director of {self.region}"


def walk(person: Employee, depth: int = 0) -> list[str]:
    lines = ["  " * depth + str(person)]
    if isinstance(person, Manager):
        for report in person.reports:
            lines.extend(walk(report, depth + 1))
    return lines


def main() -> None:
    ann = Employee("Ann", 1000.0, ["go"])
    bob = Employee("Bob", 1200.5)
    cy = Manager("Cy", 2000.0).add(ann, bob)
    di = Director("Di", 5000.0, region="north").add(cy, Employee("Ed", 900.0))
    ann.raise_salary(10)
    print("\n".join(walk(di)))
    print(f"{di.total_cost():.2f}", len(cy.reports), ann.skills, bob.skills, cy == Manager("Cy", 2000.0))


main()
