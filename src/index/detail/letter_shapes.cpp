#include "index/detail/letter_shapes.hpp"

#include <algorithm>
#include <bit>

#include "base/names/fold.hpp"
#include "index/detail/sought_name.hpp"

namespace amparo::index {

void LetterShapes::add(std::string_view token) {
    shapes_.push_back(shape_of(token));
}

std::vector<std::uint32_t> LetterShapes::near(std::string_view word) const {
    std::vector<std::uint32_t> numbers;
    const auto sought = shape_of(word);
    if (sought.length < typo_letters_min) return numbers;
    for (std::uint32_t number = 0; number < shapes_.size(); ++number) {
        const auto& shape = shapes_[number];
        const auto [shorter, longer] = std::minmax(shape.length, sought.length);
        const auto slips = shorter >= typo_letters_of_two ? 2U : 1U;
        if (shorter < typo_letters_min || longer - shorter > slips) continue;
        // Who slips twice has the first letter right; else too many names are near.
        if (slips > 1 && shape.first != sought.first) continue;
        if (std::popcount(shape.letters ^ sought.letters) <= 2 * static_cast<int>(slips))
            numbers.push_back(number);
    }
    return numbers;
}

LetterShapes::Shape LetterShapes::shape_of(std::string_view token) {
    Shape shape;
    for (const auto letter : names::to_utf32(token)) {
        shape.letters |= std::uint64_t{1} << (letter % 64);
        if (shape.length++ == 0) shape.first = static_cast<std::uint32_t>(letter);
    }
    return shape;
}

}  // namespace amparo::index
