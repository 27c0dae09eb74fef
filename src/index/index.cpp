#include "index/index.hpp"

#include "index/detail/table.hpp"

namespace amparo::index {
namespace {

std::unexpected<Error> unknown_type(std::string_view record_type) {
    return refuse_field(Errc::invalid, std::string(record_type), "errors.query.unknown_type");
}

}  // namespace

Index::Index(std::vector<Schema> schemas, Ancestry ancestry)
    : ancestry_(std::make_unique<const Ancestry>(std::move(ancestry))) {
    for (auto& schema : schemas) {
        auto type = schema.record_type;
        tables_.emplace(std::move(type), std::make_unique<Table>(std::move(schema), *ancestry_));
    }
}

Index::~Index() = default;

void Index::load(const std::vector<Entry>& entries) {
    for (const auto& [type, table] : tables_) table->load(of_type(entries, type));
}

void Index::finish_load() {
    for (const auto& [type, table] : tables_) table->finish_load();
}

void Index::apply(const std::vector<Entry>& entries) {
    for (const auto& [type, table] : tables_) table->apply(of_type(entries, type));
}

void Index::remove(std::string_view record_type, const RecordId& id) {
    const auto* table = find_table(record_type);
    if (table != nullptr) tables_.find(record_type)->second->remove(id);
}

Result<Page> Index::find(std::string_view record_type, const Query& query) const {
    const auto* table = find_table(record_type);
    return table == nullptr ? unknown_type(record_type) : table->find(query);
}

Result<std::size_t> Index::count(std::string_view record_type, const Filter& filter) const {
    const auto* table = find_table(record_type);
    if (table == nullptr) return unknown_type(record_type);
    return table->count(filter);
}

Result<std::map<std::string, std::size_t>> Index::count_by(std::string_view record_type,
                                                           const Filter& filter,
                                                           std::string_view column) const {
    const auto* table = find_table(record_type);
    if (table == nullptr) return unknown_type(record_type);
    return table->count_by(filter, column);
}

Result<std::map<std::pair<std::string, std::string>, std::size_t>> Index::cross_count(
    std::string_view record_type, const Filter& filter, std::string_view row_column,
    std::string_view value_column) const {
    const auto* table = find_table(record_type);
    if (table == nullptr) return unknown_type(record_type);
    return table->cross_count(filter, {row_column, value_column});
}

Result<DuePage> Index::find_dues(std::string_view record_type, const DueQuery& query) const {
    const auto* table = find_table(record_type);
    return table == nullptr ? unknown_type(record_type) : table->find_dues(query);
}

Result<Reading> Index::read(std::string_view record_type) const {
    const auto* table = find_table(record_type);
    if (table == nullptr) return unknown_type(record_type);
    Reading reading(*table);
    if (table->is_loading()) return refuse(Errc::busy, "errors.index.loading");
    return reading;
}

std::size_t Index::size(std::string_view record_type) const {
    const auto* table = find_table(record_type);
    return table == nullptr ? 0 : table->size();
}

std::size_t Index::memory_bytes(std::string_view record_type) const {
    const auto* table = find_table(record_type);
    return table == nullptr ? 0 : table->memory_bytes();
}

const Schema* Index::schema(std::string_view record_type) const {
    const auto* table = find_table(record_type);
    return table == nullptr ? nullptr : &table->schema();
}

std::vector<const Entry*> Index::of_type(const std::vector<Entry>& entries,
                                         std::string_view record_type) {
    std::vector<const Entry*> chosen;
    for (const auto& entry : entries) {
        if (entry.record_type == record_type) chosen.push_back(&entry);
    }
    return chosen;
}

const Table* Index::find_table(std::string_view record_type) const {
    const auto found = tables_.find(record_type);
    return found == tables_.end() ? nullptr : found->second.get();
}

}  // namespace amparo::index
