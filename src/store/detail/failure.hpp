#pragma once

#include <string>

#include "base/error.hpp"

namespace amparo::store::detail {

/// What gave way, as far as it decides what we do next.
enum class FailureKind {
    other,
    connection_lost,  // the server is gone; the next use opens a new connection
    disk_full,
    locked,        // somebody else holds the file for longer than we wait
    not_database,  // the file is none, or is damaged
    retry,         // a deadlock or serialization failure: the same work may succeed again
    duplicate,     // a unique key is taken
};

/// An engine's failure, as every Outage of this module. what() is "<message key>: <detail>"; the
/// detail is the engine's sentence without bound values.
class Failure : public Outage {
  public:
    Failure(FailureKind kind, const std::string& detail);
    FailureKind kind() const { return kind_; }

  private:
    FailureKind kind_;
};

/// Throws the exception under way again as a Failure if it is SOCI's, else as it is. Only inside
/// a catch block.
[[noreturn]] void rethrow_as_failure();

}  // namespace amparo::store::detail
