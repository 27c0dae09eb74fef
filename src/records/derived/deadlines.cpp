#include <algorithm>
#include <set>

#include "forms/deadlines.hpp"
#include "records/derived/rules.hpp"
#include "records/derived/values.hpp"

namespace amparo::records::derived {
namespace {

using forms::Deadline;

constexpr std::string_view log_key = "deadline_log";

std::string text(const json::Object& data, std::string_view key) {
    return json::string_or(data, key);
}

std::vector<Deadline> deadlines_of(const json::Object& after, const Context& context) {
    return forms::deadlines_of(context.definitions.module(text(after, "module_id")));
}

forms::EvaluationContext evaluation_of(const Context& context) {
    return {.today = context.today, .time_zone = context.definitions.time_zone()};
}

bool is_open(const json::Object& data) {
    return text(data, "status") == "open" && is_true(data, "record_state");
}

/// The last line of the log about the rule's field, of the case or of one row; nullptr without
/// one.
const json::Object* last_line(const json::Object& data, const Deadline& deadline,
                              std::string_view entry = "") {
    const json::Object* last = nullptr;
    for (const auto* line : rows(data, log_key)) {
        if (text(*line, "target_field") == deadline.target &&
            text(*line, "subform") == deadline.subform && text(*line, "entry") == entry)
            last = line;
    }
    return last;
}

/// Whether the date in the target is the one a rule put there: a user may set another, which
/// stays.
bool is_automatic(const json::Object& line, const json::Object& holder, std::string_view target) {
    const auto value = text(line, "value");
    return !value.empty() && value == text(holder, target);
}

/// Whether the field waits for a date: one that is new to the rules, or an automatic one that was
/// not met yet when the risk changed. A date that somebody took out is not put back, unless what
/// it starts from has changed.
bool waits(const json::Object& before, const json::Object& after, const Deadline& deadline) {
    const auto* line = last_line(after, deadline);
    if (!is_present(after, deadline.target)) {
        if (line == nullptr) return true;
        return line->contains("start") && text(*line, "start") != text(after, deadline.start);
    }
    const bool is_met = !deadline.done.empty() && is_present(after, deadline.done);
    return !is_met && line != nullptr && is_changed(before, after, "risk_level") &&
           is_automatic(*line, after, deadline.target);
}

/// What the log says of a date that a rule has set.
json::Object line_of(const Deadline& deadline, std::string day, const Context& context) {
    return {{"id", deadline.id},
            {"target_field", deadline.target},
            {"value", std::move(day)},
            {"auto", true},
            {"at", format_instant(context.now)}};
}

json::Array log_of(const json::Object& data) {
    const auto* stored = json::find_array(data, log_key);
    return stored == nullptr ? json::Array() : *stored;
}

/// The rows of one subform that plan themselves: when the last one is done, a next one is due.
class Rhythm {
  public:
    Rhythm(const json::Object& before, const json::Object& after, const Context& context,
           std::vector<Deadline> deadlines)
        : before_(before),
          after_(after),
          context_(context),
          evaluation_(evaluation_of(context)),
          deadlines_(std::move(deadlines)),
          subform_(deadlines_.front().subform),
          target_(deadlines_.front().target),
          start_(deadlines_.front().start) {
        if (const auto* stored = json::find_array(after, subform_)) rows_ = *stored;
    }

    Changes changes() {
        if (is_changed(before_, after_, "risk_level")) move_planned();
        plan_next();
        if (lines_.empty()) return {};
        auto log = log_of(after_);
        for (auto& line : lines_) log.emplace_back(std::move(line));
        Changes changes;
        changes[subform_] = std::move(rows_);
        changes[log_key] = std::move(log);
        return changes;
    }

  private:
    const Deadline* deadline() const {
        const auto found = std::ranges::find_if(
            deadlines_, [&](const auto& one) { return one.applies(after_, evaluation_); });
        return found == deadlines_.end() ? nullptr : &*found;
    }

    const json::Object* row(std::string_view id) const {
        for (const auto& element : rows_) {
            const auto* found = element.if_object();
            if (found != nullptr && text(*found, "unique_id") == id) return found;
        }
        return nullptr;
    }

    /// The row that was done last; of several on one day the last one written.
    const json::Object* last_done() const {
        const json::Object* last = nullptr;
        for (const auto& element : rows_) {
            const auto* found = element.if_object();
            if (found == nullptr || !is_present(*found, start_)) continue;
            if (last == nullptr || text(*found, start_) >= text(*last, start_)) last = found;
        }
        return last;
    }

    bool is_planned() const {
        return std::ranges::any_of(rows_, [&](const auto& element) {
            const auto* found = element.if_object();
            return found != nullptr && is_present(*found, target_) && !is_present(*found, start_);
        });
    }

    /// Whether this save says that the row was done: what was done before the rule was there plans
    /// nothing, however long ago it was.
    bool is_news(const json::Object& done) const {
        const auto id = text(done, "unique_id");
        const auto stored = rows(before_, subform_);
        return std::ranges::none_of(stored, [&](const auto* row) {
            return text(*row, "unique_id") == id && text(*row, start_) == text(done, start_);
        });
    }

    /// Whether a row was planned after this one before: who took it out does not want it.
    bool has_followed(std::string_view id) const {
        const auto lines = rows(after_, log_key);
        return std::ranges::any_of(lines, [&](const auto* line) {
            return text(*line, "subform") == subform_ && text(*line, "start_entry") == id;
        });
    }

    void note(const Deadline& deadline, const json::Object& planned, std::string_view started) {
        auto line = line_of(deadline, text(planned, target_), context_);
        line["subform"] = subform_;
        line["entry"] = text(planned, "unique_id");
        line["start_entry"] = started;
        lines_.push_back(std::move(line));
    }

    void plan_next() {
        const auto* last = last_done();
        if (last == nullptr || !is_news(*last) || is_planned()) return;
        if (has_followed(text(*last, "unique_id"))) return;
        const auto* rule = deadline();
        if (rule == nullptr) return;
        const auto due = rule->due_after(text(*last, start_), evaluation_.time_zone);
        if (!due) return;
        json::Object planned{{"unique_id", Uuid::random(context_.random).text()},
                             {target_, format_day(*due)}};
        for (const auto& field : rule->copied) {
            if (is_present(*last, field)) planned[field] = last->at(field);
        }
        note(*rule, planned, text(*last, "unique_id"));
        rows_.emplace_back(std::move(planned));
    }

    /// After a change of the risk: the dates that a rule set, that nobody changed and that were
    /// not met yet.
    void move_planned() {
        const auto* rule = deadline();
        if (rule == nullptr) return;
        for (auto& element : rows_) {
            auto* planned = element.if_object();
            if (planned == nullptr || is_present(*planned, start_)) continue;
            const auto* line = last_line(after_, *rule, text(*planned, "unique_id"));
            if (line == nullptr || !is_automatic(*line, *planned, target_)) continue;
            const auto started = text(*line, "start_entry");
            const auto* last = row(started);
            const auto due = last == nullptr
                                 ? std::nullopt
                                 : rule->due_after(text(*last, start_), evaluation_.time_zone);
            if (!due || format_day(*due) == text(*planned, target_)) continue;
            (*planned)[target_] = format_day(*due);
            note(*rule, *planned, started);
        }
    }

    const json::Object& before_;
    const json::Object& after_;
    const Context& context_;
    forms::EvaluationContext evaluation_;
    std::vector<Deadline> deadlines_;  // all of these fields of this subform
    std::string subform_;
    std::string target_;
    std::string start_;
    json::Array rows_;
    std::vector<json::Object> lines_;
};

}  // namespace

// The first rule of a field that applies decides. A changed risk level moves only dates that a
// rule has set, that nobody has changed since and that were not met yet.
Changes set_deadlines(const json::Object& before, const json::Object& after,
                      const Context& context) {
    Changes changes;
    auto log = log_of(after);
    std::set<std::string> decided;
    const auto evaluation = evaluation_of(context);
    for (const auto& deadline : deadlines_of(after, context)) {
        if (!deadline.subform.empty() || decided.contains(deadline.target)) continue;
        if (!waits(before, after, deadline) || !deadline.applies(after, evaluation)) continue;
        const auto due = deadline.due_after(text(after, deadline.start), evaluation.time_zone);
        if (!due) continue;
        decided.insert(deadline.target);
        if (format_day(*due) == text(after, deadline.target)) continue;
        changes[deadline.target] = format_day(*due);
        auto line = line_of(deadline, format_day(*due), context);
        line["start"] = text(after, deadline.start);
        log.emplace_back(std::move(line));
    }
    if (!changes.empty()) changes[log_key] = std::move(log);
    return changes;
}

// Rows of an open case plan themselves, one subform after the other: each sees the log of those
// before it.
Changes plan_next_rows(const json::Object& before, const json::Object& after,
                       const Context& context) {
    Changes changes;
    if (!is_open(after)) return changes;
    std::vector<std::vector<Deadline>> rhythms;
    for (auto& deadline : deadlines_of(after, context)) {
        if (deadline.subform.empty()) continue;
        const auto known = std::ranges::find_if(rhythms, [&](const auto& rhythm) {
            const auto& first = rhythm.front();
            return first.subform == deadline.subform && first.target == deadline.target &&
                   first.start == deadline.start;
        });
        if (known == rhythms.end())
            rhythms.push_back({std::move(deadline)});
        else
            known->push_back(std::move(deadline));
    }
    if (rhythms.empty()) return changes;
    json::Object current = after;
    for (auto& rhythm : rhythms) {
        for (auto& [key, value] : Rhythm(before, current, context, std::move(rhythm)).changes()) {
            current[key] = value;
            changes[key] = std::move(value);
        }
    }
    return changes;
}

}  // namespace amparo::records::derived
