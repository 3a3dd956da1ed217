"""Replay of editing: does every review stay with its fact, whatever is done to the notes?"""
