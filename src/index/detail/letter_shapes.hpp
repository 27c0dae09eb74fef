#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace amparo::index {

/// The letters of each token as a set of bits, so that the few which can be a typing error away
/// from a word are found by one pass over all, of about a nanosecond each.
class LetterShapes {
  public:
    /// The next token; its number is how many there were before.
    void add(std::string_view token);
    /// Numbers of tokens whose letters allow a typing error; still to be compared letter by letter.
    std::vector<std::uint32_t> near(std::string_view word) const;
    std::size_t memory_bytes() const { return shapes_.capacity() * sizeof(Shape); }

  private:
    struct Shape {
        std::uint64_t letters = 0;
        std::uint32_t first = 0;
        std::uint32_t length = 0;
    };
    static Shape shape_of(std::string_view token);

    std::vector<Shape> shapes_;
};

}  // namespace amparo::index
