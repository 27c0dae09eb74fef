#include "records/detail/edit_state.hpp"

#include <algorithm>

#include "base/limits.hpp"

namespace amparo::records {
namespace {

Result<std::optional<store::StoredRecord>> load(const Dependencies& on, const RecordId& id) {
    return on.database->read(
        [&](store::Snapshot& snapshot) { return store::find_record(snapshot, id); });
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
    for (int attempt = 1;; ++attempt) {
        auto data = draft.data();
        derived::identify_new(data, rules);
        const bool is_free = !detail::is_taken(own, "short_id", json::string_or(data, "short_id"));
        if (!is_chosen && !is_free && attempt < numbers_tried_max) continue;
        draft.data() = std::move(data);
        return;
    }
}

}  // namespace amparo::records
