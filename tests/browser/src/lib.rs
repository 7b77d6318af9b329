//! What a person does with the page, done in a real browser.
