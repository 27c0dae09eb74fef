#include "index/detail/table.hpp"

#include <algorithm>
#include <atomic>
#include <functional>
#include <future>
#include <mutex>

#include "base/memory.hpp"
#include "index/detail/cross_counts.hpp"
#include "index/detail/due_page.hpp"
#include "index/detail/phone_keys.hpp"
#include "index/detail/ranked_page.hpp"

namespace amparo::index {
namespace {

// A writer holds the lock for so many records at most, about a millisecond.
constexpr std::size_t apply_block = 32;
constexpr std::size_t load_block = 1024;

std::unexpected<Error> unknown_column(std::string_view name) {
    return refuse_field(Errc::invalid, std::string(name), "errors.query.unknown_column");
}

}  // namespace

/// What a block of documents says, read outside the lock.
struct Table::Block {
    std::span<const Entry* const> entries;
    std::vector<ColumnValues> columns;
    NameValues names;
    OwnedTexts owned;
    std::deque<json::Value> computed;  // what `columns` points into besides the documents
    std::vector<std::vector<Due>> dues;
};

Table::Table(Schema schema, const Ancestry& ancestry)
    : schema_(std::move(schema)),
      names_(schema_.name_lore),
      phones_(Column{.name = "phone", .kind = ColumnKind::text, .path = {}}, ids_) {
    for (const auto& spec : schema_.columns) add_column(spec, ancestry);
    for (const auto number : numbers_of(schema_.identifier_columns, ColumnKind::identifier)) {
        searched_identifiers_ |= IdentifierIndex::Columns{1} << add_identifier(number);
    }
    name_columns_ = numbers_of(schema_.name_columns, ColumnKind::name);
    phone_columns_ = numbers_of(schema_.phone_columns, ColumnKind::text);
    home_ = telephone::find_country(schema_.phone_country);
    for (std::size_t number = 0; number < columns_.size(); ++number) {
        if (columns_[number].spec.compute) {
            computed_columns_.push_back(number);
            continue;
        }
        const auto& name = columns_[number].extractor.member();
        const auto [member, is_new] = by_member_.emplace(name, members_.size());
        if (is_new) members_.push_back({name, {}});
        members_[member->second].columns.push_back(number);
    }
}

void Table::add_column(const Column& spec, const Ancestry& ancestry) {
    const auto number = columns_.size();
    const bool is_first = by_name_.emplace(spec.name, number).second;
    AMPARO_REQUIRE(is_first);
    auto& column = columns_.emplace_back(TableColumn{spec, Extractor(spec), nullptr});
    switch (spec.kind) {
        case ColumnKind::keyword:
        case ColumnKind::location: {
            auto store = std::make_unique<KeywordColumn>(spec, &ancestry);
            column.keyword = store.get();
            column.store = std::move(store);
            break;
        }
        case ColumnKind::number:
        case ColumnKind::date: {
            auto store = std::make_unique<ValueColumn>(spec, ids_);
            column.value = store.get();
            column.store = std::move(store);
            break;
        }
        case ColumnKind::text:
        case ColumnKind::name:
            column.store = std::make_unique<TextColumn>(spec, ids_);
            break;
        case ColumnKind::identifier: {
            const IdentifierColumn::Place place{identifiers_, add_identifier(number)};
            auto store = std::make_unique<IdentifierColumn>(spec, ids_, place);
            column.identifier = store.get();
            column.store = std::move(store);
            break;
        }
    }
}

/// The columns of these names; one that is missing or keeps no plain texts is read once more.
Table::Numbers Table::numbers_of(const std::vector<std::string>& names, ColumnKind kind) {
    Numbers numbers;
    for (const auto& name : names) {
        const auto known = by_name_.find(name);
        const bool is_fit = known != by_name_.end() && (kind != ColumnKind::identifier ||
                                                        columns_[known->second].spec.kind == kind);
        numbers.push_back(is_fit ? known->second : search_only(name, kind));
    }
    return numbers;
}

std::size_t Table::search_only(const std::string& name, ColumnKind kind) {
    Column spec{.name = name, .kind = kind, .path = {}};
    const auto known = by_name_.find(name);
    if (known != by_name_.end()) spec.path = columns_[known->second].spec.path;
    columns_.push_back({spec, Extractor(spec), nullptr});
    return columns_.size() - 1;
}

std::size_t Table::add_identifier(std::size_t number) {
    const auto known = std::ranges::find(identifier_columns_, number);
    if (known != identifier_columns_.end()) {
        return static_cast<std::size_t>(known - identifier_columns_.begin());
    }
    AMPARO_REQUIRE(identifier_columns_.size() < IdentifierIndex::columns_max);
    identifier_columns_.push_back(number);
    return identifier_columns_.size() - 1;
}

void Table::load(std::span<const Entry* const> entries) {
    for (std::size_t at = 0; at < entries.size(); at += load_block) {
        const auto block = read(entries.subspan(at, std::min(load_block, entries.size() - at)));
        const std::lock_guard lock(mutex_);
        if (!is_loading_) start_load();
        write(block);
    }
}

void Table::apply(std::span<const Entry* const> entries) {
    for (std::size_t at = 0; at < entries.size(); at += apply_block) {
        const auto block = read(entries.subspan(at, std::min(apply_block, entries.size() - at)));
        const std::lock_guard lock(mutex_);
        write(block);
    }
}

void Table::remove(const RecordId& id) {
    const std::lock_guard lock(mutex_);
    const auto ordinal = ids_.find(id);
    if (!ordinal) return;
    standing_.note(*ordinal);
    for (auto& column : columns_) {
        if (column.store) column.store->clear(*ordinal);
    }
    identifiers_.clear(*ordinal);
    names_.clear(*ordinal);
    phones_.clear(*ordinal);
    dues_.clear(*ordinal);
    id_order_.erase(*ordinal);
    ids_.remove(*ordinal);
}

void Table::start_load() {
    is_loading_ = true;
    standing_.forget();
    id_order_ = SortOrder();
    for (auto& column : columns_) {
        if (column.store) column.store->start_load();
    }
}

void Table::finish_load() {
    const std::lock_guard lock(mutex_);
    if (!is_loading_) return;
    finish_columns();
    ids_.compact();
    is_loading_ = false;
    release_free_memory();  // packing leaves as much behind as it saves
}

void Table::finish_columns() {
    std::vector<std::function<void()>> tasks = {
        [this] { identifiers_.compact(); }, [this] { names_.compact(); },
        [this] { build_id_order(); }, [this] { phones_.finish_load(); },
        [this] { dues_.compact(); }};
    for (auto& column : columns_) {
        if (column.store) tasks.emplace_back([&column] { column.store->finish_load(); });
    }
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (auto at = next++; at < tasks.size(); at = next++) tasks[at]();
    };
    auto helper = std::async(std::launch::async, work);
    work();
    helper.get();
}

void Table::build_id_order() {
    std::vector<Ordinal> sorted;
    sorted.reserve(ids_.size());
    ids_.all().for_each([&](Ordinal ordinal) { sorted.push_back(ordinal); });
    std::sort(sorted.begin(), sorted.end(),
              [this](Ordinal left, Ordinal right) { return ids_.id(left) < ids_.id(right); });
    id_order_.assign(sorted);
}

Table::Block Table::read(std::span<const Entry* const> entries) const {
    Block block;
    block.entries = entries;
    block.columns.resize(columns_.size());
    for (auto& values : block.columns) values.ends.reserve(entries.size());
    Numbers followers(members_.size() + 1, members_.size());
    for (std::size_t row = 0; row < entries.size(); ++row) {
        read_members(*entries[row]->data, block, followers);
        compute_columns(*entries[row]->data, block);
        for (std::size_t number = 0; number < columns_.size(); ++number) {
            columns_[number].extractor.end_row(block.columns[number]);
        }
        read_names(block, row);
        if (schema_.dues) block.dues.push_back(schema_.dues(*entries[row]->data));
    }
    return block;
}

void Table::read_members(const json::Object& document, Block& block, Numbers& followers) const {
    // Documents have their members in much the same order, so what followed a member the last time
    // is tried before it is looked up by its name.
    auto last = members_.size();
    for (const auto& member : document) {
        const std::string_view key = member.key();
        auto number = followers[last];
        if (number == members_.size() || members_[number].name != key) {
            const auto found = by_member_.find(key);
            if (found == by_member_.end()) continue;
            number = found->second;
            followers[last] = number;
        }
        last = number;
        for (const auto column : members_[number].columns) {
            columns_[column].extractor.read(member.value(), block.columns[column], block.owned);
        }
    }
}

void Table::compute_columns(const json::Object& document, Block& block) const {
    for (const auto number : computed_columns_) {
        auto value = columns_[number].spec.compute(document);
        if (value.is_null()) continue;
        const auto& kept = block.computed.emplace_back(std::move(value));
        columns_[number].extractor.read(kept, block.columns[number], block.owned);
    }
}

void Table::read_names(Block& block, std::size_t row) const {
    for (std::size_t field = 0; field < name_columns_.size(); ++field) {
        for (const auto name : block.columns[name_columns_[field]].texts_of(row)) {
            block.names.add(static_cast<std::uint8_t>(field), name);
        }
    }
    block.names.end_row();
}

void Table::write(const Block& block) {
    std::vector<IdMap::Added> places;
    for (const auto* entry : block.entries) {
        places.push_back(ids_.add(entry->id));
        standing_.note(places.back().ordinal);
    }
    // Column by column, so that what a column needs stays in the processor's cache.
    for (std::size_t number = 0; number < columns_.size(); ++number) {
        if (columns_[number].store) write_column(number, block, places);
    }
    write_searches(block, places);
    for (std::size_t row = 0; row < block.dues.size(); ++row) {
        dues_.set(places[row].ordinal, block.dues[row]);
    }
    if (is_loading_) return;
    for (const auto& place : places) {
        if (!place.is_new) continue;
        id_order_.insert(place.ordinal, [this](Ordinal left, Ordinal right) {
            return ids_.id(left) < ids_.id(right);
        });
    }
}

void Table::write_column(std::size_t number, const Block& block,
                         std::span<const IdMap::Added> places) {
    auto& store = *columns_[number].store;
    const auto& values = block.columns[number];
    for (std::size_t row = 0; row < places.size(); ++row) {
        // Most columns of a record are empty, and a new record has nothing to clear there.
        if (places[row].is_new && values.is_empty(row)) continue;
        store.set(places[row].ordinal, values, row);
    }
    store.flush();
}

void Table::write_searches(const Block& block, std::span<const IdMap::Added> places) {
    std::vector<const ColumnValues*> identifiers;
    for (const auto number : identifier_columns_) identifiers.push_back(&block.columns[number]);
    for (std::size_t row = 0; row < places.size(); ++row) {
        identifiers_.set(places[row].ordinal, {identifiers, row});
    }
    for (std::size_t row = 0; row < places.size(); ++row) {
        names_.set(places[row].ordinal, block.names, row);
    }
    std::vector<std::int64_t> phones;
    for (std::size_t row = 0; row < places.size(); ++row) {
        phones.clear();
        for (std::size_t at = 0; at < phone_columns_.size(); ++at) {
            for (const auto text : block.columns[phone_columns_[at]].texts_of(row)) {
                append_phone_keys({at, text, home_}, phones);
            }
        }
        phones_.assign(places[row].ordinal, phones);
    }
    phones_.flush();
}

Result<Page> Table::find(const Query& query) const {
    const std::shared_lock lock(mutex_);
    if (is_loading_) return refuse(Errc::busy, "errors.index.loading");
    AMPARO_TRY(const auto* column, sortable(query.sort.column));
    AMPARO_TRY(const auto selection, Evaluator(*this).evaluate(query.filter));
    return ranked_page(*this, query, {*column, selection.bitmap()});
}

Result<const TableColumn*> Table::sortable(const std::string& name) const {
    AMPARO_TRY(const auto* column, this->column(name));
    if (!column->spec.sortable)
        return refuse_field(Errc::invalid, name, "errors.query.not_sortable");
    return column;
}

Result<std::size_t> Table::count(const Filter& filter) const {
    const std::shared_lock lock(mutex_);
    AMPARO_TRY(const auto selection, Evaluator(*this).evaluate(filter));
    return selection.bitmap().size();
}

Result<std::map<std::string, std::size_t>> Table::count_by(const Filter& filter,
                                                           std::string_view column) const {
    const std::shared_lock lock(mutex_);
    AMPARO_TRY(const auto* counted, this->column(column));
    if (counted->keyword == nullptr) {
        return refuse_field(Errc::invalid, counted->spec.name, "errors.query.wrong_kind");
    }
    AMPARO_TRY(const auto selection, Evaluator(*this).evaluate(filter));
    return counted->keyword->count(selection.bitmap());
}

Result<Table::CrossCounts> Table::cross_count(const Filter& filter, const Cross& cross) const {
    const std::shared_lock lock(mutex_);
    AMPARO_TRY(const auto* rows, column(cross.row_column));
    AMPARO_TRY(const auto* values, column(cross.value_column));
    for (const auto* asked : {rows, values}) {
        if (asked->keyword != nullptr) continue;
        return refuse_field(Errc::invalid, asked->spec.name, "errors.query.wrong_kind");
    }
    AMPARO_TRY(const auto selection, Evaluator(*this).evaluate(filter));
    CrossCounts counts;
    for (const auto& [pair, count] :
         cross_counts(*rows->keyword, *values->keyword, selection.bitmap())) {
        counts[{rows->keyword->text(pair.first), values->keyword->text(pair.second)}] = count;
    }
    return counts;
}

Result<DuePage> Table::find_dues(const DueQuery& query) const {
    const std::shared_lock lock(mutex_);
    if (is_loading_) return refuse(Errc::busy, "errors.index.loading");
    return due_page(*this, query);
}

std::size_t Table::size() const {
    const std::shared_lock lock(mutex_);
    return ids_.size();
}

std::size_t Table::memory_bytes() const {
    const std::shared_lock lock(mutex_);
    auto bytes = ids_.memory_bytes() + identifiers_.memory_bytes() + names_.memory_bytes() +
                 phones_.memory_bytes() + id_order_.memory_bytes() + dues_.memory_bytes() +
                 standing_.memory_bytes();
    for (const auto& column : columns_) {
        if (column.store) bytes += column.store->memory_bytes();
    }
    return bytes;
}

Result<const TableColumn*> Table::column(std::string_view name) const {
    const auto found = by_name_.find(name);
    if (found == by_name_.end()) return unknown_column(name);
    return &columns_[found->second];
}

}  // namespace amparo::index
