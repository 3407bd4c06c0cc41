import pandas as pd  # expect: no-equivalent
import streamlit as st  # expect: no-equivalent


def table(rows):
    return pd.DataFrame(rows)


def main():
    st.write(table([1, 2]))


if __name__ == "__main__":
    main()
