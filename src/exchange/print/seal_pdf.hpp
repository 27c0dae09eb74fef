#pragma once

#include <string>
#include <string_view>

#include "base/error.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"

namespace amparo::exchange {

/// How a document leaves the house.
struct PdfSeal {
    std::string_view locale;
    bool is_right_to_left = false;
    const SecretText& password;  // empty: anybody opens it
};

/// The document with its language and direction named and, with a password, encrypted by AES-256
/// (PDF 2.0, revision 6): nothing of it can be read without, its title neither.
std::string seal_pdf(const std::string& pdf, const PdfSeal& seal, Random& random);

}  // namespace amparo::exchange
