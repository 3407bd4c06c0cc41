package portruntime

import "time"

func isLeapYear(year int) bool { return daysInMonth(year, 2) == 29 }

// monthRange is the weekday that a month begins with, Monday being 0, and the number of its days.
func monthRange(year, month int) Pair[int, int] {
	return Pair[int, int]{weekdayOf(year, month, 1), daysInMonth(year, month)}
}

func weekdayOf(year, month, day int) int { return newDate(year, month, day).Weekday() }

// monthNames are the names of the months from 1 on.
func monthNames() []string {
	names := []string{""}
	for month := time.January; month <= time.December; month++ {
		names = append(names, month.String())
	}
	return names
}

// dayNames are the names of the days of the week, which begins with Monday.
func dayNames() []string {
	names := []string{}
	for day := range 7 {
		names = append(names, time.Weekday((day+1)%7).String())
	}
	return names
}

func shortMonthNames() []string { return mapped(monthNames(), shortName) }
func shortDayNames() []string   { return mapped(dayNames(), shortName) }

func shortName(name string) string { return name[:min(len(name), 3)] }
