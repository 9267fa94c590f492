// Package calc computes what a municipal social investment costs and saves, by
// calendar year, by actor and by sector, undiscounted beside discounted.
//
// It is pure: it reads no file, flag, clock or environment variable and prints
// nothing. Amounts are decimals at its borders and exact rationals inside, so a
// result is the exact one, rounded half away from zero once, at the very end:
// money to 2 places, ratios to 4, years and people to 2.
//
// The way in is [Evaluate]: an [Investment], the [Prices] it refers to and
// [Options] give a [Result], or [Faults] that say what is wrong and where.
package calc
