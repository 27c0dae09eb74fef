#include "access/passkey_cbor.hpp"

#include <cstdint>
#include <optional>

namespace amparo::access {
namespace {

/// Major types (RFC 8949 §3.1); 6, a tag, is none that keys write.
enum class Major : unsigned {
    whole = 0,
    negative = 1,
    bytes = 2,
    text = 3,
    array = 4,
    map = 5,
    simple = 7
};

/// Walks over items and keeps nothing of them.
class CborWalk {
  public:
    explicit CborWalk(std::string_view rest) : rest_(rest) {}

    bool at_end() const { return rest_.empty(); }

    /// One item with all that is in it.
    bool item(int depth_left) {
        if (rest_.empty()) return false;
        const auto first = next();
        const auto value = argument(first & 0x1fU);
        if (!value) return false;
        switch (Major{first >> 5U}) {
            case Major::whole:
            case Major::negative:
            case Major::simple:
                return true;
            case Major::bytes:
            case Major::text:
                return skip(*value);
            case Major::array:
                return items(*value, depth_left);
            case Major::map:
                return *value <= rest_.size() && items(2 * *value, depth_left);
            default:
                return false;
        }
    }

  private:
    unsigned next() {
        const auto byte = static_cast<unsigned char>(rest_.front());
        rest_.remove_prefix(1);
        return byte;
    }

    bool skip(std::uint64_t count) {
        if (count > rest_.size()) return false;
        rest_.remove_prefix(static_cast<std::size_t>(count));
        return true;
    }

    /// Each item takes a byte at least.
    bool items(std::uint64_t count, int depth_left) {
        if (depth_left == 0 || count > rest_.size()) return false;
        for (std::uint64_t at = 0; at < count; ++at)
            if (!item(depth_left - 1)) return false;
        return true;
    }

    /// The number in the first byte, or in the one, two, four or eight behind it.
    std::optional<std::uint64_t> argument(unsigned info) {
        constexpr unsigned in_bytes = 24;
        constexpr unsigned most = 27;
        if (info < in_bytes) return info;
        if (info > most) return std::nullopt;
        const std::size_t count = std::size_t{1} << (info - in_bytes);
        if (count > rest_.size()) return std::nullopt;
        std::uint64_t value = 0;
        for (std::size_t at = 0; at < count; ++at) value = (value << 8U) | next();
        return value;
    }

    std::string_view rest_;
};

}  // namespace

bool is_plain_cbor(std::string_view bytes_of_items) {
    CborWalk walk(bytes_of_items);
    while (!walk.at_end())
        if (!walk.item(cbor_depth_max)) return false;
    return true;
}

}  // namespace amparo::access
