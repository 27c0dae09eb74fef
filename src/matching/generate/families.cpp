#include "matching/generate/families.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "matching/generate/people.hpp"

namespace amparo::matching {
namespace {

constexpr double case_share = 0.7;
constexpr double twice_share = 0.07;
constexpr double no_consent_share = 0.15;
constexpr double eldest_share = 0.8;  // of parents called by a child's name, by that of the eldest
constexpr int registered_after_days = 900;

std::string invent_id(Dice& dice) {
    const auto high = dice.next();
    const auto low = dice.next();
    return fmt::format("{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}", high >> 32U, high >> 16U & 0xFFFFU,
                       high & 0xFFFU, low >> 48U & 0xFFFU, low & 0xFFFFFFFFFFFFULL);
}

/// Writes down what is known of the people of one family.
class Writer {
  public:
    Writer(const Family& family, const InventOptions& options, Dice& dice)
        : family_(family), options_(options), dice_(dice) {}

    json::Object write_case(const Person& child, const std::string& id) {
        json::Object record;
        record["id"] = id;
        record["module_id"] = "primeromodule-cp";
        record["status"] = dice_.falls(0.8) ? "open" : "closed";
        record["record_state"] = true;
        const auto registered = family_.separated + dice_.between(30, registered_after_days);
        record["registration_date"] = written_day(registered);
        record["consent_for_tracing"] = !dice_.falls(no_consent_share);
        record["name"] = written_name(child, *family_.tradition, dice_);
        if (dice_.falls(0.2)) record["name_nickname"] = written_given(child, dice_);
        write_person(child, registered, record);
        maybe(record, "nationality", json::Array{json::Value(family_.country)}, 0.8);
        maybe(record, "ethnicity", json::Array{json::Value(family_.ethnicity)}, 0.45);
        maybe(record, "religion", json::Array{json::Value(family_.religion)}, 0.55);
        maybe(record, "language", json::Array{json::Value(family_.language)}, 0.6);
        write_separation(record);
        record["family_details_section"] = write_kin(child);
        return record;
    }

    json::Object write_request(std::vector<std::pair<const Person*, std::string>>& sought) {
        json::Object request;
        const auto inquired = family_.separated + dice_.between(60, registered_after_days);
        const auto who = dice_.below(3);
        const auto& relative = *std::array{&family_.mother, &family_.father, &family_.uncle}[who];
        request["id"] = invent_id(dice_);
        request["module_id"] = "primeromodule-cp";
        request["status"] = "open";
        request["inquiry_date"] = written_day(inquired);
        request["relation_name"] = written_relative(relative);
        maybe(request, "relation_nationality", json::Array{json::Value(family_.country)}, 0.8);
        maybe(request, "relation_religion", json::Array{json::Value(family_.religion)}, 0.6);
        maybe(request, "relation_language", json::Array{json::Value(family_.language)}, 0.7);
        maybe(request, "relation_ethnicity", json::Value(family_.ethnicity), 0.5);
        maybe(request, "relation_telephone", json::Value(family_.phone), 0.33);
        write_separation(request);
        json::Array rows;
        for (auto& [child, id] : sought) {
            id = invent_id(dice_);
            json::Object row;
            row["unique_id"] = id;
            row["relation"] = std::array{"mother", "father", "uncle"}[who];
            row["name"] = written_name(*child, *family_.tradition, dice_);
            if (dice_.falls(0.25)) row["name_nickname"] = written_given(*child, dice_);
            write_person(*child, inquired, row);
            rows.push_back(std::move(row));
        }
        request["tracing_request_subform_section"] = std::move(rows);
        return request;
    }

  private:
    void maybe(json::Object& record, const char* key, json::Value value, double probability) {
        if (dice_.falls(probability)) record[key] = std::move(value);
    }

    std::string written_relative(const Person& person) {
        const auto& tradition = *family_.tradition;
        const auto* parent_of = &person == &family_.mother   ? &tradition.mother_of
                                : &person == &family_.father ? &tradition.father_of
                                                             : nullptr;
        const bool may_be_called = options_.teknonym_share > 0 && parent_of && !parent_of->empty();
        if (!may_be_called || !dice_.falls(options_.teknonym_share)) {
            return written_name(person, tradition, dice_);
        }
        const auto& eldest = *std::ranges::min_element(family_.children, {}, &Person::born);
        const auto& child = dice_.falls(eldest_share) ? eldest : dice_.one_of(family_.children);
        return written_teknonym(*parent_of, child, tradition, dice_);
    }

    void write_person(const Person& child, Day when, json::Object& record) {
        if (dice_.falls(0.98)) record["sex"] = child.is_female ? "female" : "male";
        const auto days = std::max(0, when - child.born);
        auto age = static_cast<int>(static_cast<double>(days) / days_per_year);
        if (dice_.falls(0.35)) {
            record["date_of_birth"] = written_day(dice_.falls(0.93) ? child.born : child.born + 31);
            record["age"] = age;
            return;
        }
        if (dice_.falls(0.1)) return;
        if (dice_.falls(0.35)) age = std::max(0, age + dice_.between(-2, 2));
        record["age"] = age;
        record["estimated"] = true;
        if (dice_.falls(0.5)) {
            const auto year = calendar_of(when).year - age;
            record["date_of_birth"] = fmt::format("{:04}-01-01", year);
        }
    }

    void write_separation(json::Object& record) {
        if (dice_.falls(0.5)) {
            auto day = family_.separated + (dice_.falls(0.6) ? 0 : dice_.between(-40, 40));
            const auto date = calendar_of(day);
            auto text = written_day(day);
            if (dice_.falls(0.25)) text = fmt::format("{:04}-{:02}-01", date.year, date.month);
            record["date_of_separation"] = text;
        }
        const auto coarse = [&](std::string code) {
            if (dice_.falls(0.2))
                code = code.substr(0, code.find('D'));
            else if (dice_.falls(0.25))
                code = code.substr(0, code.find('T'));
            return code;
        };
        maybe(record, "separation_cause",
              json::Value(dice_.falls(0.75) ? family_.cause : "other_please_specify"), 0.5);
        maybe(record, "location_separation", json::Value(coarse(family_.separation)), 0.6);
        maybe(record, "location_last", json::Value(coarse(family_.home)), 0.5);
    }

    json::Array write_kin(const Person& child) {
        json::Array rows;
        const auto add = [&](const char* relation, const Person& person, double probability) {
            if (!dice_.falls(probability)) return;
            json::Object row;
            row["unique_id"] = invent_id(dice_);
            row["relation"] = relation;
            row["relation_name"] = written_relative(person);
            maybe(row, "relation_telephone", json::Value(family_.phone), 0.05);
            rows.push_back(std::move(row));
        };
        add("father", family_.father, 0.7);
        add("mother", family_.mother, 0.75);
        add("uncle", family_.uncle, 0.3);
        for (const auto& other : family_.children) {
            if (&other != &child) add(other.is_female ? "sister" : "brother", other, 0.55);
        }
        return rows;
    }

    const Family& family_;
    const InventOptions& options_;
    Dice& dice_;
};

void append(std::string& out, const json::Object& object) {
    json::write_to(out, object);
    out += '\n';
}

/// One family: who of it has cases, and who is sought.
std::size_t add_family(const Family& family, const InventOptions& options, Dice& dice,
                       InventedData& data) {
    Writer writer(family, options, dice);
    std::size_t cases = 0;
    std::vector<std::vector<std::string>> ids(family.children.size());
    for (std::size_t at = 0; at < family.children.size(); ++at) {
        if (!dice.falls(case_share)) continue;
        const int times = dice.falls(twice_share) ? 2 : 1;
        for (int time = 0; time < times; ++time) {
            ids[at].push_back(invent_id(dice));
            append(data.cases, writer.write_case(family.children[at], ids[at].back()));
            ++cases;
        }
        if (times == 2) data.duplicates += fmt::format("{},{}\n", ids[at][0], ids[at][1]);
    }
    if (!dice.falls(options.request_share)) return cases;
    std::vector<std::pair<const Person*, std::string>> sought;
    for (const auto& child : family.children) sought.emplace_back(&child, "");
    const auto request = writer.write_request(sought);
    append(data.requests, request);
    for (std::size_t at = 0; at < sought.size(); ++at) {
        const auto line = [&](const std::string& case_id) {
            data.traces += fmt::format("{},{},{}\n", sought[at].second,
                                       json::string_or(request, "id"), case_id);
        };
        for (const auto& id : ids[at]) line(id);
        if (ids[at].empty()) line("");
    }
    return cases;
}

}  // namespace

Result<InventedData> invent_data(std::string_view traditions, const InventOptions& options,
                                 const std::function<void(std::size_t, std::size_t)>& report) {
    Dice dice(options.seed);
    AMPARO_TRY(const auto known, read_traditions(traditions, dice));
    InventedData data;
    data.locations = all_locations(known.size());
    data.traces = "trace_id,tracing_request_id,case_id\n";
    data.duplicates = "case_id_a,case_id_b\n";
    for (std::size_t cases = 0; cases < options.cases;) {
        cases += add_family(invent_family(known, dice), options, dice, data);
        if (report) report(std::min(cases, options.cases), options.cases);
    }
    return data;
}

}  // namespace amparo::matching
