#include "bench/dashboard_cases.hpp"

#include "base/clock.hpp"

namespace amparo::bench {
namespace {

constexpr std::int64_t first_day = 17'167;  // 2017-01-01, as in synthetic.cpp
constexpr std::uint64_t cases_per_day = 400;
constexpr std::uint64_t days_in_all = 2900;
constexpr std::uint64_t workers = 2000;

/// Small repeatable numbers of a case.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15U + 1) {}
    std::uint64_t below(std::uint64_t end) {
        state_ ^= state_ << 13U;
        state_ ^= state_ >> 7U;
        state_ ^= state_ << 17U;
        return state_ % end;
    }
    bool percent(std::uint64_t share) { return below(100) < share; }

  private:
    std::uint64_t state_;
};

std::string worker(Dice& dice) {
    return "worker_" + std::to_string(dice.below(workers));
}

std::string moment(std::int64_t day, Dice& dice) {
    return format_instant(Instant(std::chrono::days(day)) +
                          std::chrono::seconds(dice.below(86'400)));
}

std::string day_text(std::int64_t day) {
    return format_day(Day(std::chrono::days(day)));
}

void put_list(json::Object& data, const std::string& key, json::Array names) {
    data[key + "_present"] = !names.empty();
    data[key] = std::move(names);
}

void put_sharing(json::Object& data, std::int64_t day, Dice& dice) {
    const auto some = [&](std::uint64_t share) {
        return dice.percent(share) ? json::Array{json::Value(worker(dice))} : json::Array();
    };
    put_list(data, "referred_users_pending", some(4));
    put_list(data, "referred_users_accepted", some(8));
    if (dice.percent(2)) data["transferred_to_users"] = json::Array{json::Value(worker(dice))};
    if (dice.percent(3)) data["transfer_status"] = dice.percent(60) ? "in_progress" : "rejected";
    if (dice.percent(5)) data["last_referral_rejected_at"] = moment(day + 10, dice);
    if (dice.percent(5)) data["last_referral_done_at"] = moment(day + 40, dice);
}

void put_services(json::Object& data, std::int64_t day, Dice& dice) {
    json::Array services;
    for (auto left = dice.below(3); left > 0; --left) {
        json::Object row{{"unique_id", std::to_string(left)},
                         {"service_type", "health_medical_service"},
                         {"service_response_type", dice.percent(50) ? "care_plan" : "action_plan"},
                         {"service_response_day_time", moment(day + 5, dice)},
                         {"service_response_timeframe", dice.percent(30) ? "3_hours" : "3_days"}};
        if (dice.percent(70)) row["service_implemented_day_time"] = moment(day + 8, dice);
        services.emplace_back(std::move(row));
    }
    data["services_section"] = std::move(services);
    data.erase("service_due_dates");
    if (dice.percent(60)) data["assessment_requested_on"] = day_text(day + 4);
    if (dice.percent(40)) data["date_case_plan"] = day_text(day + 14);
    if (dice.percent(20)) {
        data["followup_subform_section"] = json::Array{
            json::Object{{"unique_id", "f"}, {"followup_needed_by_date", day_text(day + 60)}}};
    }
}

}  // namespace

SyntheticCase dashboard_case(std::uint64_t number) {
    auto made = synthetic_case(number);
    Dice dice(number + 1);
    const auto day = first_day + static_cast<std::int64_t>(number / cases_per_day % days_in_all);
    put_sharing(made.data, day, dice);
    put_services(made.data, day, dice);
    return made;
}

std::int64_t last_day(std::uint64_t count) {
    const auto passed = std::min(count / cases_per_day, days_in_all);
    return first_day + static_cast<std::int64_t>(passed);
}

}  // namespace amparo::bench
