#include "records/difference.hpp"

#include <algorithm>

#include "base/json.hpp"
#include "records/derived/values.hpp"
#include "store/types.hpp"

namespace amparo::records {
namespace {

constexpr std::string_view stamps[] = {"last_updated_at", "last_updated_by",
                                       "last_updated_by_full_name", "last_updated_organization"};

bool is_stamp(std::string_view key) {
    return std::find(std::begin(stamps), std::end(stamps), key) != std::end(stamps);
}

}  // namespace

json::Object difference(const json::Object& before, const json::Object& after) {
    json::Object changes;
    changes.reserve(after.size() + 1);
    const auto add = [&](std::string_view key) {
        json::Object sides;
        sides.reserve(2);
        sides.emplace("from", json::value_or_null(before, key));
        sides.emplace("to", json::value_or_null(after, key));
        changes.emplace(key, std::move(sides));
    };
    for (const auto& [key, value] : after) {
        if (!is_stamp(key) && derived::is_changed(before, after, key)) add(key);
    }
    for (const auto& [key, value] : before) {
        if (!is_stamp(key) && !after.contains(key) && !value.is_null()) add(key);
    }
    if (changes.contains("hidden_name") && !changes.contains("name")) add("name");
    return changes;
}

void expand_creation(json::Object& details) {
    const auto* created = json::find_object(details, store::document_key);
    if (created == nullptr) return;
    auto changes = difference({}, *created);
    details.erase(store::document_key);
    details[changes_key] = std::move(changes);
}

}  // namespace amparo::records
