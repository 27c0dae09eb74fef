#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "base/error.hpp"

namespace amparo {

/// The server's own sentences, by locale and key, with {name} where an argument goes. Immutable
/// once loaded, so that many threads may read it.
class Messages {
  public:
    /// Reads en.json, fr.json … of the directory. `invalid` when one is not an object of texts
    /// or en.json is missing.
    static Result<Messages> load(const std::filesystem::path& directory);

    /// The text in the locale, else in English, else the key itself; arguments filled in.
    std::string text(std::string_view locale, const MessageKey& message) const;
    /// Whether there is a text of that key at all.
    bool has(std::string_view key) const;

    using Catalogue = std::map<std::string, std::string, std::less<>>;
    const std::map<std::string, Catalogue, std::less<>>& catalogues() const { return catalogues_; }

  private:
    std::map<std::string, Catalogue, std::less<>> catalogues_;
};

}  // namespace amparo
