#include "casework/merging/rows.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "forms/partial_date.hpp"
#include "records/beholder.hpp"
#include "records/derived/values.hpp"

namespace amparo::casework::merging {
namespace {

using records::derived::rows;

std::string id_of(const json::Object& row) {
    return json::string_or(row, "unique_id");
}

bool is_seen(const Sides& sides, const store::StoredRecord& side, const forms::Field& field,
             const json::Object& row) {
    return records::is_row_for(sides.actor, side, field.name, row);
}

/// Adds a row of the other case. One that is there already is not added twice; another one of the
/// same id gets its own.
void add_row(json::Array& list, json::Object row, Random& random) {
    for (const auto& element : list) {
        const auto* known = element.if_object();
        if (known == nullptr || id_of(*known) != id_of(row)) continue;
        if (*known == row) return;
        row["unique_id"] = Uuid::random(random).text();
        break;
    }
    list.emplace_back(std::move(row));
}

void add_unseen(const Sides& sides, const store::StoredRecord& side, const forms::Field& field,
                json::Array& list) {
    for (const auto* row : rows(side.data, field.name)) {
        if (!is_seen(sides, side, field, *row)) list.emplace_back(*row);
    }
}

}  // namespace

json::Array all_rows(const Sides& sides, const forms::Field& field, Random& random) {
    json::Array list;
    for (const auto* row : rows(sides.survivor.data, field.name)) list.emplace_back(*row);
    for (const auto* row : rows(sides.other.data, field.name)) add_row(list, *row, random);
    return list;
}

json::Array rows_of_other(const Sides& sides, const forms::Field& field) {
    json::Array list;
    for (const auto* row : rows(sides.other.data, field.name)) list.emplace_back(*row);
    add_unseen(sides, sides.survivor, field, list);
    return list;
}

void RowChoice::refuse_at(std::string pointer, const char* why) {
    problems_.push_back({std::move(pointer), MessageKey{why}});
}

const json::Object* RowChoice::find(const store::StoredRecord& side, const json::Object& wish,
                                    std::string_view key, const std::string& at) {
    const auto id = json::string_or(wish, key);
    if (id.empty()) return nullptr;
    for (const auto* row : records::derived::rows(side.data, field_.name)) {
        if (id_of(*row) != id || !is_seen(sides_, side, field_, *row)) continue;
        if (used_.insert(std::string(key) + id).second) return row;
    }
    refuse_at(at + "/" + std::string(key), "errors.merge.no_row");
    return nullptr;
}

json::Object RowChoice::joined(const json::Object& mine, const json::Object& theirs,
                               const json::Object& wish, const std::string& at) {
    json::Object row = mine;
    for (const auto& [key, value] : theirs) {
        if (json::is_blank(row.if_contains(key))) row[key] = value;
    }
    const auto* fields = json::find_object(wish, "fields");
    static const json::Object none;
    for (const auto& [key, side] : fields == nullptr ? none : *fields) {
        const auto* word = side.if_string();
        const bool is_known = key != "unique_id" && (mine.contains(key) || theirs.contains(key));
        const bool is_side = word != nullptr && (*word == "this" || *word == "other");
        if (!is_known || !is_side) {
            refuse_at(at + "/fields/" + json::pointer_step(key), "errors.merge.choice");
            continue;
        }
        const auto* value = (*word == "this" ? mine : theirs).if_contains(key);
        row[key] = value == nullptr ? json::Value(nullptr) : *value;
    }
    keep_precision(row, mine, theirs);
    return row;
}

// How exactly a date is known goes with the date, whichever side it is of.
void RowChoice::keep_precision(json::Object& row, const json::Object& mine,
                               const json::Object& theirs) const {
    for (const auto& date : field_.subform->fields) {
        const auto key = forms::precision_key(date.name);
        if (date.type != forms::FieldType::date_field || field_.subform->find(key) == nullptr)
            continue;
        const auto value = json::value_or_null(row, date.name);
        const bool is_mine = value == json::value_or_null(mine, date.name);
        row[key] = json::value_or_null(is_mine ? mine : theirs, key);
    }
}

json::Array RowChoice::rows(const json::Array& wishes) {
    json::Array list;
    for (std::size_t index = 0; index < wishes.size(); ++index) {
        const auto at = "/" + std::to_string(index);
        const auto* wish = wishes[index].if_object();
        if (wish == nullptr) {
            refuse_at(at, "errors.merge.choice");
            continue;
        }
        const auto* mine = find(sides_.survivor, *wish, "this", at);
        const auto* theirs = find(sides_.other, *wish, "other", at);
        if (mine != nullptr && theirs != nullptr)
            list.emplace_back(joined(*mine, *theirs, *wish, at));
        else if (mine != nullptr)
            list.emplace_back(*mine);
        else if (theirs != nullptr)
            add_row(list, *theirs, random_);
        else if (problems_.empty())
            refuse_at(at, "errors.merge.choice");
    }
    add_unseen(sides_, sides_.survivor, field_, list);
    json::Array unseen;
    add_unseen(sides_, sides_.other, field_, unseen);
    for (auto& row : unseen) add_row(list, std::move(row.get_object()), random_);
    return list;
}

}  // namespace amparo::casework::merging
