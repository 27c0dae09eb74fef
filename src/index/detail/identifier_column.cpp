#include "index/detail/identifier_column.hpp"

namespace amparo::index {

IdentifierColumn::IdentifierColumn(const Column& column, const IdMap& ids, Place place)
    : place_(place) {
    if (column.sortable) order_.emplace(ids);
}

void IdentifierColumn::set(Ordinal ordinal, const ColumnValues& values, std::size_t row) {
    if (values.is_empty(row)) {
        note_absent(ordinal);
    } else {
        note_present(ordinal);
    }
    if (order_) order_->set(ordinal, values.sort_keys[row]);
}

void IdentifierColumn::clear(Ordinal ordinal) {
    note_absent(ordinal);
    if (order_) order_->set(ordinal, {});
}

void IdentifierColumn::start_load() {
    if (order_) order_->start_load();
}

void IdentifierColumn::finish_load() {
    present_.compact();
    if (order_) order_->finish_load();
}

Selection IdentifierColumn::any_of(std::span<const std::string> values,
                                   const Bitmap* within) const {
    return place_.values.any_of(values, columns(), within);
}

Selection IdentifierColumn::containing(std::string_view piece, const Bitmap* within) const {
    return place_.values.containing(piece, columns(), within);
}

std::size_t IdentifierColumn::memory_bytes() const {
    return present_.memory_bytes() + (order_ ? order_->memory_bytes() : 0);
}

}  // namespace amparo::index
