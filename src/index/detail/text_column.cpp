#include "index/detail/text_column.hpp"

namespace amparo::index {

TextColumn::TextColumn(const Column& column, const IdMap& ids) : hashes_(column, ids) {
    if (column.sortable) order_.emplace(ids);
}

void TextColumn::set(Ordinal ordinal, const ColumnValues& values, std::size_t row) {
    hashes_.set(ordinal, values, row);
    if (order_) order_->set(ordinal, values.sort_keys[row]);
}

void TextColumn::clear(Ordinal ordinal) {
    hashes_.clear(ordinal);
    if (order_) order_->set(ordinal, {});
}

void TextColumn::start_load() {
    if (order_) order_->start_load();
}

void TextColumn::finish_load() {
    hashes_.finish_load();
    if (order_) order_->finish_load();
}

Selection TextColumn::any_of(std::span<const std::string> values, const Bitmap* within) const {
    return hashes_.any_of(values, within);
}

std::size_t TextColumn::memory_bytes() const {
    return hashes_.memory_bytes() + (order_ ? order_->memory_bytes() : 0);
}

}  // namespace amparo::index
