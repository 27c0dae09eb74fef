#pragma once

/// A page of a document that somebody sent, as a picture. As for foreign pages, none of this is
/// called in the server: PagesProcess does.
namespace amparo::exchange {

/// The word after the program's name that makes it do this work.
inline constexpr const char* page_picture_word = "page-picture";
/// The other end of PagesProcess::picture: reads the number of a page (from 1), the longest side in
/// pixels and the document; writes how many pages there are and a JPEG. Returns the exit code.
int serve_page_picture();

}  // namespace amparo::exchange
