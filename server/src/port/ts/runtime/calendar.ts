import { newDate } from "./dates.ts";

/** The number of days of a month. */
function lengthOfMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** The weekday that a month begins with, Monday being 0, and the number of its days. */
export function monthRange(year: number, month: number): [number, number] {
  return [weekdayOf(year, month, 1), lengthOfMonth(year, month)];
}

export function weekdayOf(year: number, month: number, day: number): number {
  return newDate(year, month, day).weekday();
}

/** How many leap years there are from a year up to another. */
export function leapDays(first: number, last: number): number {
  const before = (year: number): number =>
    Math.floor((year - 1) / 4) - Math.floor((year - 1) / 100) + Math.floor((year - 1) / 400);
  return before(last) - before(first);
}

/** The names of the months from 1 on. */
export function monthNames(): string[] {
  const months = "January February March April May June July August September October November December";
  return ["", ...months.split(" ")];
}

/** The names of the days of the week, which begins with Monday. */
export function dayNames(): string[] {
  return "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split(" ");
}

export function shortMonthNames(): string[] {
  return monthNames().map((name) => name.slice(0, 3));
}

export function shortDayNames(): string[] {
  return dayNames().map((name) => name.slice(0, 3));
}
