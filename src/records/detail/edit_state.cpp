#include "records/detail/edit_state.hpp"

#include <algorithm>
#include <set>

#include "base/limits.hpp"

namespace amparo::records {
namespace {

Result<std::optional<store::StoredRecord>> load(const Dependencies& on, const RecordId& id) {
    return on.database->read(
        [&](store::Snapshot& snapshot) { return store::find_record(snapshot, id); });
}

using Keys = std::set<std::string, std::less<>>;

Keys keys_of(const json::Object& data) {
    Keys keys;
    for (const auto& member : data) keys.emplace(member.key());
    return keys;
}

void keep_only(json::Object& data, const Keys& keys) {
    for (auto at = data.begin(); at != data.end();)
        at = keys.contains(std::string_view(at->key())) ? std::next(at) : data.erase(at);
}

}  // namespace

Edit::State::Sheet* Edit::State::find_sheet(const RecordId& id) {
    const auto at = std::ranges::find_if(
        sheets, [&](const Sheet& sheet) { return sheet.draft.record.id == id; });
    return at == sheets.end() ? nullptr : &*at;
}

Edit::State::Sheet& Edit::State::add_sheet() {
    AMPARO_REQUIRE(sheets.size() < limits::edit_records_max);
    return sheets.emplace_back();
}

Result<Edit::State::Sheet*> Edit::State::sheet_of(const Opening& opening) {
    if (auto* sheet = find_sheet(opening.id)) return sheet;
    AMPARO_TRY(auto stored, load(context.on, opening.id));
    if (!stored) return nullptr;
    auto& sheet = add_sheet();
    sheet.draft.before = stored->data;
    sheet.draft.record = std::move(*stored);
    sheet.draft.action = opening.action;
    sheet.draft.cause = opening.cause;
    sheet.draft.stamp = opening.stamp;
    return &sheet;
}

Result<const store::StoredRecord*> Edit::State::look_up(const RecordId& id) {
    const auto known = looked_at.find(id);
    if (known != looked_at.end()) return &known->second;
    AMPARO_TRY(auto stored, load(context.on, id));
    if (!stored) return nullptr;
    return &looked_at.emplace(id, std::move(*stored)).first->second;
}

void Edit::State::identify(Draft& draft) const {
    constexpr int numbers_tried_max = 20;
    const auto own = context.for_type(draft.type());
    const auto rules = own.rule_context(draft.id(), true);
    const bool is_chosen =
        draft.data().contains("short_id") || draft.data().contains("unique_identifier");
    const Keys given = is_chosen ? Keys() : keys_of(draft.data());
    for (int attempt = 1;; ++attempt) {
        derived::identify_new(draft.data(), rules);
        if (is_chosen || attempt == numbers_tried_max) return;
        if (!detail::is_taken(own, "short_id", json::string_or(draft.data(), "short_id"))) return;
        keep_only(draft.data(), given);
    }
}

}  // namespace amparo::records
