#include "index/detail/packed_integers.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

namespace amparo::index {
namespace {

std::uint64_t distance(std::int64_t from, std::int64_t to) {
    return static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(from);
}

std::int64_t advance(std::int64_t from, std::uint64_t by) {
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(from) + by);
}

std::uint64_t mask_of(unsigned bits) {
    return bits == 64 ? ~std::uint64_t{0} : (std::uint64_t{1} << bits) - 1;
}

std::size_t words_for(std::size_t codes, unsigned bits) {
    return (codes * bits + 63) / 64 + 1;  // one more, so that reading may look at two words
}

bool sparse_is_smaller(std::size_t count, unsigned bits) {
    constexpr std::size_t block_size = 4096;
    return count * (16U + bits) < block_size * bits;
}

}  // namespace

void PackedIntegers::put_code(Block& block, std::size_t position, std::uint64_t code) {
    const auto at = position * block.bits;
    auto* word = block.codes.data() + at / 64;
    const auto shift = at % 64;
    const auto mask = mask_of(block.bits);
    word[0] = (word[0] & ~(mask << shift)) | (code << shift);
    if (shift + block.bits > 64) {
        word[1] = (word[1] & ~(mask >> (64 - shift))) | (code >> (64 - shift));
    }
}

std::optional<std::uint64_t> PackedIntegers::code_for(const Block& block, std::int64_t value) {
    if (block.count == 0 || value < block.base) return std::nullopt;
    const auto above = distance(block.base, value);
    // A division costs more than all the rest, and most codes have no step.
    if (block.step != 1 && above % block.step != 0) return std::nullopt;
    const auto code = (block.step == 1 ? above : above / block.step) + 1;
    if (code == 0 || code > mask_of(block.bits)) return std::nullopt;
    return code;
}

void PackedIntegers::set(Ordinal ordinal, std::int64_t value) {
    const auto at = ordinal / block_size;
    const auto offset = static_cast<std::uint16_t>(ordinal % block_size);
    if (at >= blocks_.size()) blocks_.resize(at + 1);
    if (!blocks_[at]) blocks_[at] = std::make_unique<Block>();
    auto& block = *blocks_[at];
    if (set_in_place(block, offset, value)) return;
    thread_local Unpacked values;
    unpack(block, values);
    insert(values, offset, value);
    pack(block, values, Slack::some);
}

bool PackedIntegers::set_in_place(Block& block, std::uint16_t offset, std::int64_t value) {
    const auto code = code_for(block, value);
    if (!code) return false;
    if (block.is_sparse) {
        if (!set_in_sparse(block, offset, *code)) return false;
    } else {
        if (code_at(block, offset) == 0) ++block.count;
        put_code(block, offset, *code);
    }
    block.low = std::min(block.low, value);
    block.high = std::max(block.high, value);
    return true;
}

bool PackedIntegers::set_in_sparse(Block& block, std::uint16_t offset, std::uint64_t code) {
    auto& offsets = block.offsets;
    if (offset > offsets.back()) {
        if (!sparse_is_smaller(offsets.size() + 1, block.bits)) return false;
        offsets.push_back(offset);
        block.codes.resize(words_for(offsets.size(), block.bits));
        put_code(block, offsets.size() - 1, code);
        ++block.count;
        return true;
    }
    const auto found = std::lower_bound(offsets.begin(), offsets.end(), offset);
    if (*found != offset) return false;
    put_code(block, static_cast<std::size_t>(found - offsets.begin()), code);
    return true;
}

void PackedIntegers::erase(Ordinal ordinal) {
    const auto at = ordinal / block_size;
    const auto offset = static_cast<std::uint16_t>(ordinal % block_size);
    if (at >= blocks_.size() || !blocks_[at]) return;
    auto& block = *blocks_[at];
    if (!block.is_sparse) {
        if (code_at(block, offset) == 0) return;
        put_code(block, offset, 0);
        --block.count;
    } else {
        const auto found = std::lower_bound(block.offsets.begin(), block.offsets.end(), offset);
        if (found == block.offsets.end() || *found != offset) return;
        const auto position = static_cast<std::size_t>(found - block.offsets.begin());
        for (auto next = position + 1; next < block.offsets.size(); ++next) {
            put_code(block, next - 1, code_at(block, next));
        }
        block.offsets.erase(found);
        --block.count;
    }
    if (block.count == 0) blocks_[at].reset();
}

std::optional<std::int64_t> PackedIntegers::get(Ordinal ordinal) const {
    const auto at = ordinal / block_size;
    const auto offset = static_cast<std::uint16_t>(ordinal % block_size);
    if (at >= blocks_.size() || !blocks_[at]) return std::nullopt;
    const auto& block = *blocks_[at];
    if (!block.is_sparse) {
        const auto code = code_at(block, offset);
        if (code == 0) return std::nullopt;
        return value_of(block, code);
    }
    const auto found = std::lower_bound(block.offsets.begin(), block.offsets.end(), offset);
    if (found == block.offsets.end() || *found != offset) return std::nullopt;
    const auto position = static_cast<std::size_t>(found - block.offsets.begin());
    return value_of(block, code_at(block, position));
}

/// The codes of a block that stand for a range: those from low on, and how many more.
struct PackedIntegers::Codes {
    std::uint64_t low = 0;
    std::uint64_t width = 0;

    /// nullopt when no value of the block can lie in the range.
    static std::optional<Codes> of(const Block& block, std::int64_t from, std::int64_t to) {
        if (to < block.low || from > block.high) return std::nullopt;
        const auto below = distance(block.base, std::max(from, block.low));
        const auto low = below / block.step + (below % block.step == 0 ? 1 : 2);
        const auto high = distance(block.base, std::min(to, block.high)) / block.step + 1;
        if (low > high) return std::nullopt;
        return Codes{low, high - low};
    }
    bool has(std::uint64_t code) const { return code - low <= width; }
};

void PackedIntegers::scan(std::int64_t from, std::int64_t to,
                          std::span<std::uint64_t> words) const {
    for (std::size_t at = 0; at < blocks_.size(); ++at) {
        if (!blocks_[at]) continue;
        const auto codes = Codes::of(*blocks_[at], from, to);
        if (codes) scan_codes(*blocks_[at], *codes, words.subspan(at * block_words));
    }
}

void PackedIntegers::keep(std::int64_t from, std::int64_t to,
                          std::span<std::uint64_t> words) const {
    const auto count = std::min(blocks_.size(), words.size() / block_words);
    for (std::size_t at = 0; at < count; ++at) {
        const auto of_block = words.subspan(at * block_words, block_words);
        if (!blocks_[at]) continue;
        const auto& block = *blocks_[at];
        if (from <= block.low && to >= block.high) continue;
        const auto codes = Codes::of(block, from, to);
        if (codes)
            keep_codes(block, *codes, of_block);
        else
            std::ranges::fill(of_block, 0);
    }
}

void PackedIntegers::keep_codes(const Block& block, const Codes& range,
                                std::span<std::uint64_t> words) {
    if (block.is_sparse) {
        std::array<std::uint64_t, block_words> hits{};
        scan_codes(block, range, hits);
        for (std::size_t word = 0; word < block_words; ++word) words[word] &= hits[word];
        return;
    }
    constexpr int few = 8;  // are looked at one by one
    for (std::size_t word = 0; word < block_words; ++word) {
        auto hits = words[word];
        if (std::popcount(hits) > few) {
            words[word] = hits & hits_in(block, range, word);
            continue;
        }
        for (auto left = hits; left != 0; left &= left - 1) {
            const auto bit = static_cast<unsigned>(std::countr_zero(left));
            const auto is_out = std::uint64_t{!range.has(code_at(block, word * 64 + bit))};
            hits ^= is_out << bit;
        }
        words[word] = hits;
    }
}

void PackedIntegers::scan_codes(const Block& block, const Codes& range,
                                std::span<std::uint64_t> words) {
    if (block.is_sparse) {
        for (std::size_t at = 0; at < block.offsets.size(); ++at) {
            const auto hit = std::uint64_t{range.has(code_at(block, at))};
            words[block.offsets[at] / 64] |= hit << (block.offsets[at] % 64);
        }
        return;
    }
    for (std::size_t word = 0; word < block_words; ++word) {
        const auto hits = hits_in(block, range, word);
        if (hits != 0) words[word] |= hits;
    }
}

/// A bit for each of 64 neighbours of a dense block, whether its code is in the range.
std::uint64_t PackedIntegers::hits_in(const Block& block, const Codes& range, std::size_t word) {
    const auto bits = std::size_t{block.bits};
    const auto mask = mask_of(block.bits);
    const auto* codes = block.codes.data();
    std::uint64_t hits = 0;
    auto position = word * 64 * bits;
    for (unsigned bit = 0; bit < 64; ++bit, position += bits) {
        const auto shift = position % 64;
        auto code = codes[position / 64] >> shift;
        if (shift != 0) code |= codes[position / 64 + 1] << (64 - shift);
        hits |= std::uint64_t{range.has(code & mask)} << bit;
    }
    return hits;
}

void PackedIntegers::unpack(const Block& block, Unpacked& out) {
    out.count = 0;
    if (block.is_sparse) {
        for (std::size_t at = 0; at < block.offsets.size(); ++at) {
            out.offsets[at] = block.offsets[at];
            out.values[at] = value_of(block, code_at(block, at));
        }
        out.count = block.offsets.size();
        return;
    }
    for (std::uint16_t offset = 0; offset < block_size; ++offset) {
        const auto code = code_at(block, offset);
        if (code == 0) continue;
        out.offsets[out.count] = offset;
        out.values[out.count++] = value_of(block, code);
    }
}

void PackedIntegers::insert(Unpacked& values, std::uint16_t offset, std::int64_t value) {
    const auto begin = values.offsets.begin();
    const auto end = begin + static_cast<std::ptrdiff_t>(values.count);
    const auto place = std::lower_bound(begin, end, offset);
    const auto at = place - begin;
    if (place == end || *place != offset) {
        const auto from = values.values.begin() + at;
        const auto to = values.values.begin() + static_cast<std::ptrdiff_t>(values.count);
        std::copy_backward(place, end, end + 1);
        std::copy_backward(from, to, to + 1);
        ++values.count;
    }
    values.offsets[static_cast<std::size_t>(at)] = offset;
    values.values[static_cast<std::size_t>(at)] = value;
}

void PackedIntegers::pack(Block& block, const Unpacked& in, Slack slack) {
    const auto values = std::span(in.values).first(in.count);
    const auto [low, high] = std::minmax_element(values.begin(), values.end());
    std::uint64_t step = 0;
    for (const auto value : values) {
        step = std::gcd(step, distance(*low, value));
        if (step == 1) break;
    }
    block = Block{.base = *low,
                  .step = std::max<std::uint64_t>(step, 1),
                  .low = *low,
                  .high = *high,
                  .count = static_cast<std::uint16_t>(in.count),
                  .codes = {},
                  .offsets = {}};
    // Room below and above, so that a slowly moving range does not re-pack at every step.
    const auto span = distance(*low, *high);
    const auto room = distance(std::numeric_limits<std::int64_t>::min(), *low);
    if (slack == Slack::some && span < room && span < UINT64_MAX / 4) {
        block.base = advance(*low, std::uint64_t{0} - span);
    }
    const auto code_max = distance(block.base, *high) / block.step + 1;
    block.bits = static_cast<std::uint8_t>(std::bit_width(code_max));
    if (slack == Slack::some && block.bits < 63) ++block.bits;
    block.is_sparse = sparse_is_smaller(in.count, block.bits);
    const auto places = block.is_sparse ? in.count : std::size_t{block_size};
    block.codes.assign(words_for(places, block.bits), 0);
    for (std::size_t at = 0; at < in.count; ++at) {
        const auto code = distance(block.base, values[at]) / block.step + 1;
        put_code(block, block.is_sparse ? at : in.offsets[at], code);
    }
    if (block.is_sparse) {
        block.offsets.assign(in.offsets.begin(),
                             in.offsets.begin() + static_cast<std::ptrdiff_t>(in.count));
    }
}

void PackedIntegers::compact() {
    thread_local Unpacked values;
    for (auto& block : blocks_) {
        if (!block) continue;
        unpack(*block, values);
        pack(*block, values, Slack::none);
    }
    blocks_.shrink_to_fit();
}

std::size_t PackedIntegers::memory_bytes() const {
    auto bytes = blocks_.capacity() * sizeof(blocks_[0]);
    for (const auto& block : blocks_) {
        if (!block) continue;
        bytes += sizeof(Block) + block->codes.capacity() * sizeof(std::uint64_t) +
                 block->offsets.capacity() * sizeof(std::uint16_t);
    }
    return bytes;
}

}  // namespace amparo::index
