#pragma once

#include <string>
#include <utility>

namespace amparo {

/// Overwrites memory in a way the compiler may not drop.
void wipe_memory(void* data, std::size_t size);

/// A key, password or token: wipes itself, has no formatter and no stream operator.
class SecretText {
  public:
    SecretText() = default;
    explicit SecretText(std::string value) : value_(std::move(value)) {}
    SecretText(const SecretText&) = default;
    SecretText(SecretText&& other) noexcept : value_(std::move(other.value_)) { other.wipe(); }
    SecretText& operator=(const SecretText&) = default;
    SecretText& operator=(SecretText&& other) noexcept {
        std::swap(value_, other.value_);
        return *this;
    }
    ~SecretText() { wipe(); }
    /// The clear text. Each use is looked at in review.
    const std::string& reveal() const { return value_; }
    bool empty() const { return value_.empty(); }
    /// Compares in constant time for equal lengths.
    bool equals(const SecretText& other) const;

  private:
    void wipe() { wipe_memory(value_.data(), value_.size()); }
    std::string value_;
};

/// A person's name, phone or words: prints as a mark, never as itself.
class Personal {
  public:
    Personal() = default;
    explicit Personal(std::string value) : value_(std::move(value)) {}
    const std::string& reveal() const { return value_; }
    bool empty() const { return value_.empty(); }

  private:
    std::string value_;
};

}  // namespace amparo
