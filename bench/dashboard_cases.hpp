#pragma once

#include <cstdint>

#include "bench/synthetic.hpp"

namespace amparo::bench {

/// The n-th synthetic case with what dashboards count besides: services with due dates, referrals,
/// transfers, dates of plans.
SyntheticCase dashboard_case(std::uint64_t number);

/// The day on which the last of so many cases is registered: what "now" is for dashboards.
std::int64_t last_day(std::uint64_t count);

}  // namespace amparo::bench
