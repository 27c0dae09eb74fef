#include "index/detail/due_list.hpp"

#include <algorithm>
#include <cstring>

namespace amparo::index {
namespace {

constexpr std::size_t row_size = sizeof(std::int64_t) + 3 * sizeof(DueList::Code);

template <class Value>
void append(std::string& out, Value value) {
    char bytes[sizeof(Value)];
    std::memcpy(bytes, &value, sizeof value);
    out.append(bytes, sizeof value);
}

template <class Value>
Value take_value(std::string_view& bytes) {
    Value value{};
    std::memcpy(&value, bytes.data(), sizeof value);
    bytes.remove_prefix(sizeof value);
    return value;
}

void sort_each_once(std::vector<DueList::Code>& codes) {
    std::sort(codes.begin(), codes.end());
    codes.erase(std::unique(codes.begin(), codes.end()), codes.end());
}

}  // namespace

void DueList::set(Ordinal ordinal, std::span<const Due> dues) {
    const auto before = people_of(ordinal);
    if (before.empty() && dues.empty()) return;
    std::string bytes;
    std::vector<Code> after;
    for (const auto& due : dues) {
        const auto person = people_.add(due.who).code;
        after.push_back(person);
        append(bytes, due.at);
        append(bytes, person);
        append(bytes, words_.add(due.what).code);
        append(bytes, words_.add(due.detail).code);
    }
    sort_each_once(after);
    if (postings_.size() < people_.end()) postings_.resize(people_.end());
    rows_.set(ordinal, bytes);
    if (dues.empty()) present_.remove(ordinal);
    if (before.empty()) present_.add(ordinal);
    change_postings(ordinal, before, after);
}

void DueList::compact() {
    rows_.compact();
    present_.compact();
    for (auto& posting : postings_) posting.compact();
}

Bitmap DueList::waiting_for(std::span<const std::string> people) const {
    Bitmap all;
    for (const auto& name : people) {
        if (const auto code = people_.find(name)) postings_[*code].unite_into(all);
    }
    return all;
}

Due DueList::named(const Row& row) const {
    return {.at = row.at,
            .who = people_.text(row.who),
            .what = words_.text(row.what),
            .detail = words_.text(row.detail)};
}

DueList::Row DueList::row(Ordinal ordinal, std::uint32_t number) const {
    auto bytes = rows_.get(ordinal).substr(number * row_size);
    return take(bytes);
}

std::size_t DueList::memory_bytes() const {
    auto bytes = people_.memory_bytes() + words_.memory_bytes() + rows_.memory_bytes() +
                 present_.memory_bytes() + postings_.capacity() * sizeof(Posting);
    for (const auto& posting : postings_) bytes += posting.memory_bytes();
    return bytes;
}

DueList::Row DueList::take(std::string_view& bytes) {
    Row row;
    row.at = take_value<std::int64_t>(bytes);
    row.who = take_value<Code>(bytes);
    row.what = take_value<Code>(bytes);
    row.detail = take_value<Code>(bytes);
    return row;
}

std::vector<DueList::Code> DueList::people_of(Ordinal ordinal) const {
    std::vector<Code> codes;
    for (auto bytes = rows_.get(ordinal); !bytes.empty();) codes.push_back(take(bytes).who);
    sort_each_once(codes);
    return codes;
}

void DueList::change_postings(Ordinal ordinal, std::span<const Code> before,
                              std::span<const Code> after) {
    for (const auto code : after) {
        if (!std::binary_search(before.begin(), before.end(), code)) postings_[code].add(ordinal);
    }
    for (const auto code : before) {
        if (std::binary_search(after.begin(), after.end(), code)) continue;
        postings_[code].remove(ordinal);
        if (!postings_[code].empty()) continue;
        postings_[code] = Posting();
        people_.release(code);
    }
}

}  // namespace amparo::index
