#pragma once

#include <memory>
#include <string>
#include <vector>

#include "access/services.hpp"

namespace amparo::access {

/// A version of the rules that everybody here works by (administration.md §16).
struct CodeOfConduct {
    std::int64_t id = 0;
    std::int64_t revision = 0;
    std::string created_on;  // a moment, as the wire writes it
    std::string created_by;  // user name
    json::Object titles;     // by locale; one in the deployment's language is always there
    json::Object contents;
};

/// The version from its stored document; `invalid` for a broken one.
Result<CodeOfConduct> code_of_conduct_of(const store::Document& document);
/// The wire's object, `title` and `content` in the locale as far as they are translated.
json::Object to_wire(const CodeOfConduct& code, const std::string& locale,
                     const std::string& default_locale);

/// Whether somebody has to accept the current version before they see records: it is switched on,
/// there is one, and they have not. Machines agree to nothing.
bool owes_code_of_conduct(const User& user, const Directory& directory,
                          const forms::Definitions& definitions);

/// Who has accepted what: how many of those who can sign in.
struct Acceptance {
    std::size_t accepted = 0;
    std::size_t people = 0;
};

/// The codes of conduct of the deployment. Thread-safe.
class CodesOfConduct {
  public:
    explicit CodesOfConduct(ServiceParts parts) : parts_(std::move(parts)) {}

    /// The newest version, for anybody; null when there is none.
    std::shared_ptr<const CodeOfConduct> current() const;
    /// Every version, newest first; for `code_of_conduct: manage`.
    Result<std::vector<CodeOfConduct>> versions(const Actor& actor) const;
    /// Of the current version; for `code_of_conduct: manage`.
    Result<Acceptance> acceptance(const Actor& actor) const;
    /// A new version, which everybody has to accept; the same words only renew day and author of
    /// the current one. `invalid` with every text that is missing or too long.
    Result<std::shared_ptr<const CodeOfConduct>> publish(const Actor& actor,
                                                         const json::Object& input);

  private:
    ServiceParts parts_;
};

}  // namespace amparo::access
