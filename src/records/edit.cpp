#include "records/edit.hpp"

#include "base/error.hpp"
#include "base/limits.hpp"
#include "records/beholder.hpp"
#include "records/detail/edit_state.hpp"
#include "records/detail/refusals.hpp"
#include "records/types.hpp"
#include "store/records.hpp"

namespace amparo::records {
namespace {

using detail::no_such_record;

bool is_of_type(const store::StoredRecord& record, std::string_view record_type) {
    return record.type == record_type && !record.deleted;
}

/// The id the data bring, or a new one.
Result<RecordId> id_of(const json::Object& data, Random& random) {
    const auto given = json::string_or(data, "id");
    return given.empty() ? Result<RecordId>(RecordId::random(random)) : RecordId::parse(given);
}

}  // namespace

Edit::Edit(const detail::WriteContext& context) : state_(std::make_unique<State>(context)) {}

Edit::~Edit() = default;

Result<Draft*> Edit::open(const Opening& opening) {
    AMPARO_REQUIRE(state_->phase == State::Phase::open);
    if (facts_of(opening.record_type) == nullptr) return no_such_record();
    const auto& actor = state_->context.actor;
    if (!opening.right.empty() && !actor.can(opening.record_type, opening.right))
        return refuse_forbidden();
    AMPARO_TRY(auto* sheet, state_->sheet_of(opening));
    if (sheet == nullptr) return no_such_record();
    auto& draft = sheet->draft;
    if (!is_of_type(draft.record, opening.record_type)) return no_such_record();
    const auto& checked = draft.is_new ? draft.record.data : draft.before;
    if (opening.right.empty()) {
        sheet->needs_links = true;
        return &draft;
    }
    const auto beholder = beholder_of(state_->context.on, actor, opening.record_type, checked);
    if (!access::may(beholder, opening.right, opening.record_type, checked))
        return refuse_forbidden();
    sheet->needs_links = true;
    return &draft;
}

Result<Draft*> Edit::add(std::string_view record_type, json::Object data) {
    AMPARO_REQUIRE(state_->phase == State::Phase::open);
    AMPARO_REQUIRE(facts_of(record_type) != nullptr);
    AMPARO_TRY(const auto id, id_of(data, random()));
    data.erase("id");
    auto& sheet = state_->add_sheet();
    sheet.draft.is_new = true;
    sheet.draft.action = "create";
    sheet.draft.record.id = id;
    sheet.draft.record.type = record_type;
    sheet.draft.record.data = std::move(data);
    state_->identify(sheet.draft);
    return &sheet.draft;
}

Result<const json::Object*> Edit::look_at(std::string_view record_type, const RecordId& id) {
    if (const auto* sheet = state_->find_sheet(id)) {
        if (!is_of_type(sheet->draft.record, record_type)) return no_such_record();
        return &sheet->draft.record.data;
    }
    AMPARO_TRY(const auto* record, state_->look_up(id));
    if (record == nullptr || !is_of_type(*record, record_type)) return no_such_record();
    return &record->data;
}

Result<std::vector<RecordId>> Edit::matching(std::string_view record_type,
                                             index::Filter filter) const {
    index::Query query;
    query.filter = std::move(filter);
    query.sort = {.column = "created_at", .descending = false};
    query.count = limits::linked_records_max;
    AMPARO_TRY(auto page, state_->context.on.index->find(record_type, query));
    return std::move(page.ids);
}

void Edit::enqueue(store::Job job) {
    state_->jobs.push_back(std::move(job));
}

const access::Actor& Edit::actor() const {
    return state_->context.actor;
}

const forms::Definitions& Edit::definitions() const {
    return *state_->context.definitions;
}

const access::Directory& Edit::directory() const {
    return *state_->context.directory;
}

Instant Edit::now() const {
    return state_->context.now;
}

Day Edit::today() const {
    return state_->context.today;
}

Random& Edit::random() const {
    return *state_->context.on.random;
}

}  // namespace amparo::records
