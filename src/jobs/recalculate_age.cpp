#include "jobs/recalculate_age.hpp"

#include <algorithm>

#include "forms/definitions.hpp"
#include "forms/partial_date.hpp"
#include "index/index.hpp"
#include "records/edit.hpp"

namespace amparo::jobs {
namespace {

using index::Filter;
using std::chrono::year_month_day;

constexpr std::string_view record_type = "case";
constexpr int age_max = 130;  // as the rule on dates of birth (case-management.md §3.7)
constexpr std::size_t report_every = 100;

/// The last date of birth with which somebody is that old today. Born on 29 February: older on
/// 1 March in common years.
Day youngest_of(int age, Day today) {
    const year_month_day date(today);
    const auto year = date.year() - std::chrono::years(age);
    const year_month_day same(year, date.month(), date.day());
    if (same.ok()) return Day(same);
    return Day(year / std::chrono::February / 28);
}

std::int64_t milliseconds_of(Day day) {
    return Instant(day).time_since_epoch().count();
}

/// Cases with a date of birth that says `age`, and another age.
Filter wrong_ages(int age, Day today) {
    const double value = age;
    auto right = std::make_unique<Filter>(Filter{index::NumberRange{"age", value, value}});
    const auto eldest = youngest_of(age + 1, today) + std::chrono::days(1);
    index::Filters parts;
    parts.push_back(Filter{index::DateRange{"date_of_birth", milliseconds_of(eldest),
                                            milliseconds_of(youngest_of(age, today))}});
    parts.push_back(Filter{index::Not{std::move(right)}});
    return Filter{index::And{std::move(parts)}};
}

/// The age nearest to the one that is there which the date of birth allows: a partial date allows
/// that its last day is meant.
std::int64_t right_age(const json::Object& data, Day first, int age, Day today) {
    const auto last =
        std::min(forms::last_day(first, forms::precision_of(data, "date_of_birth")), today);
    const std::int64_t least = last <= youngest_of(age, today) ? age : age - 1;
    const auto told = json::find_integer(data, "age");
    return told && *told < age ? std::max(*told, least) : age;
}

bool is_first_of_january(std::string_view date) {
    return date.ends_with("-01-01");
}

/// One run over all ages.
class Run {
  public:
    Run(records::Service& records, const store::RunningJob& running)
        : records_(records), running_(running), definitions_(records.dependencies().definitions()) {
        const auto& settings = definitions_->system_settings();
        if (const auto* options = json::find_object(settings, "system_options")) {
            with_estimated_ = json::bool_or(*options, "recalculate_estimated_ages", false);
        }
        today_ = day_in_zone(records.dependencies().clock->now(), definitions_->time_zone());
    }

    Result<json::Object> run() {
        for (int age = 0; age <= age_max; ++age) {
            AMPARO_TRY(const auto page, find_wrong(age));
            for (const auto& id : page.ids) {
                if (running_.is_stopping()) return refuse(Errc::busy, "errors.job.interrupted");
                AMPARO_CHECK(correct(id, age));
            }
        }
        return state();
    }

  private:
    json::Object state() const { return {{"changed", changed_}, {"estimated", estimated_}}; }

    Result<index::Page> find_wrong(int age) const {
        const auto& index = *records_.dependencies().index;
        index::Query query;
        query.filter = wrong_ages(age, today_);
        query.sort = {.column = "created_at", .descending = false};
        query.count = index.size(record_type);
        return index.find(record_type, query);
    }

    Result<> correct(const RecordId& id, int age) {
        bool is_estimated = false;
        bool is_right = false;
        const auto edited =
            records_.edit(access::Actor::system(), [&](records::Edit& edit) -> Result<> {
                AMPARO_TRY(auto* draft, edit.open({.record_type = record_type,
                                                   .id = id,
                                                   .cause = recalculate_age_job,
                                                   .stamp = records::Stamp::by_system}));
                const auto born = json::string_or(draft->data(), "date_of_birth");
                is_estimated = is_first_of_january(born) && !with_estimated_ &&
                               json::bool_or(draft->data(), "estimated", false);
                // Somebody may have changed the date since the index was asked.
                const auto day = parse_day(born);
                const bool says_so =
                    day && *day <= youngest_of(age, today_) && *day > youngest_of(age + 1, today_);
                const auto right =
                    says_so ? right_age(draft->data(), *day, age, today_) : std::int64_t{age};
                is_right = json::find_integer(draft->data(), "age") == right;
                if (says_so && !is_estimated) draft->data()["age"] = right;
                return {};
            });
        if (!edited && edited.error().code == Errc::not_found) return {};  // removed meanwhile
        if (!edited) return std::unexpected(edited.error());
        if (is_right && !is_estimated) return {};  // one of the ages of a partial date
        ++(is_estimated ? estimated_ : changed_);
        if ((changed_ + estimated_) % report_every == 0) return running_.report(state());
        return {};
    }

    records::Service& records_;
    const store::RunningJob& running_;
    std::shared_ptr<const forms::Definitions> definitions_;
    Day today_{};
    bool with_estimated_ = false;
    std::size_t changed_ = 0;
    std::size_t estimated_ = 0;
};

}  // namespace

Result<json::Object> recalculate_ages(records::Service& records, const store::RunningJob& running) {
    return Run(records, running).run();
}

}  // namespace amparo::jobs
