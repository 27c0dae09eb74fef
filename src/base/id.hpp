#pragma once

#include <array>
#include <compare>
#include <cstdint>
#include <cstring>
#include <functional>
#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/random.hpp"

namespace amparo {

/// A UUID as 16 bytes. The text form is lower case with dashes (RFC 9562).
class Uuid {
  public:
    Uuid() = default;
    explicit Uuid(std::array<std::uint8_t, 16> bytes) : bytes_(bytes) {}

    /// Reads "8-4-4-4-12" lower-case hexadecimal digits; anything else is `invalid`.
    static Result<Uuid> parse(std::string_view text);
    /// A new random UUID (version 4).
    static Uuid random(Random& random);

    /// The 36 characters of the text form.
    std::string text() const;
    const std::array<std::uint8_t, 16>& bytes() const { return bytes_; }
    auto operator<=>(const Uuid&) const = default;

  private:
    std::array<std::uint8_t, 16> bytes_{};
};

/// A UUID that names one kind of thing: a RecordId is not an AttachmentId.
template <class Tag>
class Id {
  public:
    Id() = default;
    explicit Id(Uuid value) : value_(value) {}
    /// As Uuid::parse.
    static Result<Id> parse(std::string_view text) {
        AMPARO_TRY(const auto value, Uuid::parse(text));
        return Id(value);
    }
    /// A new one.
    static Id random(Random& source) { return Id(Uuid::random(source)); }
    std::string text() const { return value_.text(); }
    const Uuid& uuid() const { return value_; }
    auto operator<=>(const Id&) const = default;

  private:
    Uuid value_;
};

using RecordId = Id<struct RecordIdTag>;
using AttachmentId = Id<struct AttachmentIdTag>;
using BlobId = Id<struct BlobIdTag>;

/// A text that names one kind of thing (a user name is not an agency id). Empty means "none".
template <class Tag>
class Name {
  public:
    Name() = default;
    explicit Name(std::string text) : text_(std::move(text)) {}
    const std::string& text() const { return text_; }
    bool empty() const { return text_.empty(); }
    auto operator<=>(const Name&) const = default;

  private:
    std::string text_;
};

using UserName = Name<struct UserNameTag>;
using AgencyId = Name<struct AgencyIdTag>;
using GroupId = Name<struct GroupIdTag>;
using RoleId = Name<struct RoleIdTag>;
using ModuleId = Name<struct ModuleIdTag>;

}  // namespace amparo

template <>
struct std::hash<amparo::Uuid> {
    std::size_t operator()(const amparo::Uuid& id) const noexcept {
        std::uint64_t words[2];
        std::memcpy(words, id.bytes().data(), sizeof words);
        return static_cast<std::size_t>(words[0] ^ (words[1] * 0x9e3779b97f4a7c15ULL));
    }
};
template <class Tag>
struct std::hash<amparo::Id<Tag>> {
    std::size_t operator()(const amparo::Id<Tag>& id) const noexcept {
        return std::hash<amparo::Uuid>{}(id.uuid());
    }
};
template <class Tag>
struct std::hash<amparo::Name<Tag>> {
    std::size_t operator()(const amparo::Name<Tag>& name) const noexcept {
        return std::hash<std::string>{}(name.text());
    }
};
