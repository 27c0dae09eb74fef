#pragma once

#include "access/actor.hpp"
#include "base/error.hpp"
#include "base/json.hpp"
#include "store/database.hpp"

namespace amparo::access {

/// How somebody likes the screens: which columns a list shows and how wide they are, how their home
/// is arranged. Only names of columns and parts, never anything about a person; nothing in the
/// server depends on it. Each key of the object is kept by itself. Thread-safe.
class InterfaceSettings {
  public:
    explicit InterfaceSettings(store::Database& database) : database_(database) {}

    /// The actor's own, by key; what was never set is not there.
    Result<json::Object> read(const Actor& actor) const;
    /// Sets the given keys, null forgets one; all of them then. `invalid` with a pointer for a key
    /// that there is none of, and for a value that is too long or not of its form.
    Result<json::Object> change(const Actor& actor, const json::Object& input);

  private:
    store::Database& database_;
};

}  // namespace amparo::access
