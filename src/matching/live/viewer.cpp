#include "matching/live/viewer.hpp"

#include <cmath>

#include "base/clock.hpp"
#include "base/text.hpp"
#include "matching/engine/record.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"
#include "records/representation.hpp"

namespace amparo::matching {
namespace {

constexpr std::size_t initials_max = 4;
constexpr int band_years = 3;
constexpr double age_max = 130;

json::Value value_of(const json::Object& data, std::string_view key) {
    const auto* value = json::find(data, key);
    return value == nullptr ? json::Value(nullptr) : *value;
}

/// The bytes of the first character.
std::string_view first_character(std::string_view text) {
    std::size_t size = 1;
    while (size < text.size() && (static_cast<unsigned char>(text[size]) & 0xC0U) == 0x80U) ++size;
    return text.substr(0, size);
}

/// A name that is not to be read in full.
json::Value hinted_name(const json::Object& data) {
    const auto name = json::string_or(data, "name");
    return name.empty() ? json::Value(nullptr) : json::Value(initials_of(name));
}

json::Value hinted_age(const json::Object& data) {
    const auto band = band_of(json::find(data, "age"));
    return band.empty() ? json::Value(nullptr) : json::Value(band);
}

json::Array files_of(const Viewer& viewer, const store::StoredRecord& record,
                     std::string_view field) {
    json::Array files;
    for (const auto* file : records::derived::rows(record.data, records::attachments_key)) {
        if (json::string_or(*file, "field_name") != field) continue;
        files.emplace_back(
            records::represent_file(viewer.actor(), viewer.definitions(), record, *file));
    }
    return files;
}

/// Files of a record that is open, by the rights for that.
void add_files(const Viewer& viewer, const Seen& seen, json::Object& facts) {
    if (!seen.is_open()) return;
    const auto add = [&](const char* right, const char* field) {
        if (!viewer.actor().can("potential_match", right)) return;
        const bool is_hidden = records::is_masked(viewer.definitions(), seen.record, field);
        facts[field] = is_hidden ? json::Array() : files_of(viewer, seen.record, field);
    };
    add("view_photo", "photos");
    add("view_audio", "recorded_audio");
}

void add_owner(const Seen& seen, json::Object& facts) {
    facts["owned_by"] = value_of(seen.record.data, "owned_by");
    facts["owned_by_agency_id"] = value_of(seen.record.data, "owned_by_agency_id");
}

/// What the record masks for everybody stays masked here.
void mask_facts(const Viewer& viewer, const Seen& seen, json::Object& facts) {
    for (auto& [key, value] : facts) {
        if (records::is_masked(viewer.definitions(), seen.record, key))
            value = records::masked(value);
    }
}

/// Name, age and sex out of the rows of a record.
void add_person(const Viewer& viewer, const Seen& seen, const json::Object& data,
                json::Object& facts) {
    if (seen.sight == Sight::contact) {
        for (const auto* key : {"name", "age", "sex"}) facts[key] = nullptr;
        return;
    }
    if (seen.sight == Sight::masked) {
        facts["name"] = hinted_name(data);
        facts["age"] = hinted_age(data);
        facts["sex"] = value_of(data, "sex");
        return mask_facts(viewer, seen, facts);
    }
    const bool is_row = &data != &seen.record.data;
    for (const auto* key : {"name", "age", "sex"}) {
        const bool is_readable = seen.allows(is_row ? traces_section : std::string_view(key));
        facts[key] = is_readable ? value_of(data, key) : json::Value(nullptr);
    }
    mask_facts(viewer, seen, facts);
}

}  // namespace

Viewer::Viewer(const records::Service& records, const access::Actor& actor,
               CounterpartVisibility counterpart)
    : on_(records.dependencies()),
      actor_(actor),
      counterpart_(counterpart),
      definitions_(on_.definitions()) {}

std::string Viewer::locale() const {
    const auto& own = actor_.user().locale;
    return own.empty() ? definitions_->default_locale() : own;
}

Day Viewer::today() const {
    const auto day = day_in_zone(on_.clock->now(), definitions_->time_zone());
    return static_cast<Day>(day.time_since_epoch().count());
}

Seen Viewer::look_at(const store::StoredRecord& record) const {
    Seen seen{.record = record, .mask = records::readable_of(on_, actor_, definitions_, record)};
    const bool is_own = records::may_touch(on_, actor_, "read", record);
    if (is_own || counterpart_ == CounterpartVisibility::full)
        seen.sight = Sight::open;
    else if (counterpart_ == CounterpartVisibility::contact)
        seen.sight = Sight::contact;
    return seen;
}

bool Viewer::may_know_of(const store::StoredRecord& record) const {
    return actor_.is_system() ||
           actor_.role().has_module(json::string_or(record.data, "module_id")) ||
           records::may_touch(on_, actor_, "read", record);
}

std::string initials_of(std::string_view name) {
    std::string initials;
    std::size_t count = 0;
    for (const auto word : text::split(name, ' ')) {
        if (word.empty() || count == initials_max) continue;
        if (++count > 1) initials += ' ';
        initials.append(first_character(word)).append(".");
    }
    return initials;
}

std::string band_of(const json::Value* age) {
    const auto years = age == nullptr ? std::nullopt : json::as_number(*age);
    if (!years || !(*years >= 0 && *years <= age_max)) return "";
    const auto first = static_cast<int>(std::floor(*years)) / band_years * band_years;
    return std::to_string(first) + "–" + std::to_string(first + band_years - 1);
}

json::Object case_facts(const Viewer& viewer, const Seen& child_case) {
    const auto& record = child_case.record;
    json::Object facts{{"id", record.id.text()},
                       {"case_id_display", value_of(record.data, "case_id_display")}};
    add_person(viewer, child_case, record.data, facts);
    add_owner(child_case, facts);
    add_files(viewer, child_case, facts);
    return facts;
}

json::Object trace_facts(const Viewer& viewer, const Seen& request, const json::Object& trace) {
    const auto& record = request.record;
    json::Object facts{{"id", value_of(trace, "unique_id")},
                       {"matched_case_id", value_of(trace, "matched_case_id")},
                       {"tracing_request_id", record.id.text()},
                       {"inquirer_id", value_of(record.data, "tracing_request_id")}};
    add_person(viewer, request, trace, facts);
    const bool is_open = request.is_open();
    const bool shows_row = is_open && request.allows(traces_section);
    facts["relation"] = shows_row ? value_of(trace, "relation") : json::Value(nullptr);
    for (const auto* key : {"relation_name", "inquiry_date"}) {
        const bool is_shown = is_open && request.allows(key);
        facts[key] = is_shown ? value_of(record.data, key) : json::Value(nullptr);
        if (records::is_masked(viewer.definitions(), record, key))
            facts[key] = records::masked(facts[key]);
    }
    add_owner(request, facts);
    add_files(viewer, request, facts);
    return facts;
}

}  // namespace amparo::matching
